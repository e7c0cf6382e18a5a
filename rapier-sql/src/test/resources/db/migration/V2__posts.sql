CREATE TABLE post (id serial PRIMARY KEY, user_id int REFERENCES users, title text);
