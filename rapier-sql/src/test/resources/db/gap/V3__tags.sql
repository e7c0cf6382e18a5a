CREATE TABLE tag (id int);
