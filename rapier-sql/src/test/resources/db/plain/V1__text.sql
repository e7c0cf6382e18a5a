CREATE TABLE letter (text text DEFAULT 'Dear ${name}');
