CREATE TABLE users (
    id       integer AUTO_INCREMENT PRIMARY KEY,
    username varchar(200) NOT NULL UNIQUE,
    email    varchar(200) NOT NULL
);

CREATE TABLE posts (
    id      integer AUTO_INCREMENT PRIMARY KEY,
    user_id integer NOT NULL,
    title   varchar(200) NOT NULL,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX posts_of_a_user ON posts (user_id);

CREATE TABLE items (
    id    integer PRIMARY KEY,
    name  varchar(200) NOT NULL,
    price numeric(12, 1) NOT NULL
);
