-- NOT VALID: holds for every row written from now on, and looks at no row that is there. The uuids of those come after
-- the scripts; then the step `data/uuid-required` validates this constraint and makes the column NOT NULL.

alter table users add constraint users_uuid_present check (uuid is not null) not valid;

-- handrail:accept HZ011 script 04 made this table a moment ago
-- handrail:accept HZ020 the site is in maintenance, and the tables that are read are new
alter table user_roles add constraint user_roles_validity check (valid_until > granted_at);

-- handrail:accept HZ011 script 04 made this table a moment ago
alter table roles add constraint roles_name check (name ~ '^[a-z]+:(viewer|editor|admin)$');

-- handrail:accept HZ011 script 04 made this table a moment ago
alter table permissions add constraint permissions_name check (name ~ '^[a-z]+:[a-z]+$');
