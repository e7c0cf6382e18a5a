SELECT pg_sleep(1.5);
CREATE TABLE slow (id int);
