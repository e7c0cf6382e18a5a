CREATE TABLE book (
    id    integer PRIMARY KEY,
    title varchar(100) NOT NULL
);
