-- The column is left optional, as v1.9.0 knows nothing of it.

alter table permissions drop constraint permissions_name;

alter table roles drop constraint roles_name;

alter table user_roles drop constraint user_roles_validity;

alter table users alter column uuid drop not null;

alter table users drop constraint users_uuid_present;
