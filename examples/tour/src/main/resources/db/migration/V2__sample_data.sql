INSERT INTO users (username, email) VALUES
    ('ada', 'ada@example.com'),
    ('grace', 'grace@example.com'),
    ('guido', 'guido@example.com'),
    ('james', 'james@example.com');

INSERT INTO posts (user_id, title)
SELECT users.id, sample.title
FROM (VALUES
    (1, 'ada', 'Notes on the Analytical Engine'),
    (2, 'ada', 'How to read the notes'),
    (3, 'ada', 'Bernoulli numbers, step by step'),
    (4, 'grace', 'The first actual bug'),
    (5, 'grace', 'A compiler, they said, could not be done'),
    (6, 'guido', 'Coroutines via enhanced generators')
) AS sample (number, username, title)
JOIN users USING (username)
ORDER BY sample.number;

-- The rows of /export-csv: i, "Item i", i * 10.0
INSERT INTO items (id, name, price)
SELECT i, 'Item ' || i, i * 10.0
FROM generate_series(0, 999) AS series (i);
