-- Keys and indexes after the data: loading is faster that way.

alter table user_permissions
    add primary key (user_id, area),
    add foreign key (user_id) references users (id) on delete cascade;

create index audit_events_created_at_idx on audit_events (created_at);

analyze users, user_permissions, audit_events;
