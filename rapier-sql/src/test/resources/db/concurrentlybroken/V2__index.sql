CREATE INDEX CONCURRENTLY users_by_mail ON users (mail);
