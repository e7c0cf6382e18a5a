CREATE TABLE half (id int);
CREATE TABLE users (id int);
