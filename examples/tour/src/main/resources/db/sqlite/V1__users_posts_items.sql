CREATE TABLE users (
    id       integer PRIMARY KEY,
    username text NOT NULL UNIQUE,
    email    text NOT NULL
);

CREATE TABLE posts (
    id      integer PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title   text NOT NULL
);

CREATE INDEX posts_of_a_user ON posts (user_id);

CREATE TABLE items (
    id    integer PRIMARY KEY,
    name  text NOT NULL,
    price numeric(12, 1) NOT NULL
);
