INSERT INTO users (username, email) VALUES
    ('ada', 'ada@example.com'),
    ('grace', 'grace@example.com'),
    ('guido', 'guido@example.com'),
    ('james', 'james@example.com');

INSERT INTO posts (user_id, title) VALUES
    (1, 'Notes on the Analytical Engine'),
    (1, 'How to read the notes'),
    (1, 'Bernoulli numbers, step by step'),
    (2, 'The first actual bug'),
    (2, 'A compiler, they said, could not be done'),
    (3, 'Coroutines via enhanced generators');

-- The rows of /export-csv: i, "Item i", i * 10.0
INSERT INTO items (id, name, price)
WITH RECURSIVE number (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i < 999)
SELECT i, concat('Item ', i), i * 10.0
FROM number;
