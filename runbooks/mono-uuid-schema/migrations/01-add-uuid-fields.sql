-- Every user can have a uuid. The column is added empty, then given its default: a default in ADD COLUMN would
-- rewrite the whole table under ACCESS EXCLUSIVE. Rows that are there get theirs in the step `data/uuids`.
--
-- gen_random_uuid() is part of PostgreSQL since version 13: the extension pgcrypto is not needed.

alter table users add column uuid uuid;

alter table users alter column uuid set default gen_random_uuid();
