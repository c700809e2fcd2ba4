-- audit_logs takes the place of audit_events, one partition for each month in UTC. Applied ahead of the window,
-- while v1.9.0 still writes audit_events: a trigger forwards what it writes, and comes before the copy, so that no
-- event falls between the two. Inserts into audit_events wait for about a second.

create table audit_logs (
    id         uuid not null default gen_random_uuid(),
    category   text not null,
    action     text not null,
    user_id    integer,
    detail     jsonb not null default '{}',
    created_at timestamptz not null default now(),
    legacy_id  bigint,
    primary key (id, created_at)
) partition by range (created_at);

comment on column audit_logs.legacy_id is 'audit_events.id where the event came from there';

create index audit_logs_category_created_at_idx on audit_logs (category, created_at);

-- From the month of the oldest event to the present one. Those to come are the step `partitions/months`.
do $$
declare
    month timestamp;
begin
    for month in
        select generate_series(
            date_trunc('month', coalesce(min(created_at), now()) at time zone 'UTC'),
            date_trunc('month', now() at time zone 'UTC'),
            interval '1 month')
        from audit_events
    loop
        execute format(
            'create table %I partition of audit_logs for values from (%L) to (%L)',
            'audit_logs_' || to_char(month, 'YYYY_MM'),
            to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
    end loop;
end
$$;

create function audit_events_forward() returns trigger language plpgsql as $$
begin
    insert into audit_logs (category, action, user_id, detail, created_at, legacy_id)
    values (new.category, new.action, new.user_id, new.detail, new.created_at, new.id);
    return null;
end
$$;

create trigger forward after insert on audit_events
    for each row execute function audit_events_forward();

insert into audit_logs (category, action, user_id, detail, created_at, legacy_id)
select category, action, user_id, detail, created_at, id
from audit_events;

-- What v2.0.0 records by itself, from script 04 on: until then v1.9.0 writes its own events.
create function audit_change() returns trigger language plpgsql as $$
declare
    changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
    insert into audit_logs (category, action, user_id, detail)
    values (tg_argv[0], lower(tg_op), (changed ->> tg_argv[1])::integer, changed);
    return null;
end
$$;
