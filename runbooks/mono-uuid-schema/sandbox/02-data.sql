-- 120,000 users, or as many as the input sandbox-users says; two and a half permissions and one and a half audit events
-- for each, over the last six months. The same data each time, except that the events end now, whenever now is.

insert into users (id, email, name, status, created_at, updated_at)
select n,
       'user' || n || '@example.com',
       'User ' || n,
       case when n % 97 = 0 then 'disabled' when n % 53 = 0 then 'invited' else 'active' end,
       now() - interval '3 years' + n * interval '13 minutes',
       now() - (n % 180) * interval '1 day'
from generate_series(1, current_setting('input.sandbox_users')::int) n;

select setval(pg_get_serial_sequence('users', 'id'), max(id)) from users;

-- Every user has two areas, every second one a third.
insert into user_permissions (user_id, area, level, granted_at)
select n,
       (array['billing', 'catalog', 'content', 'orders', 'people', 'reports', 'settings', 'support'])[1 + (n + 3 * k) % 8],
       (array['viewer', 'viewer', 'viewer', 'editor', 'editor', 'admin'])[1 + (n / 7 + k) % 6],
       now() - (n % 700) * interval '1 day'
from generate_series(1, current_setting('input.sandbox_users')::int) n,
     generate_series(0, 2) k
where k < 2 or n % 2 = 1;

insert into audit_events (category, action, user_id, detail, created_at)
select (array['user', 'role', 'permission', 'login', 'login', 'login'])[1 + n % 6],
       (array['updated', 'granted', 'revoked', 'succeeded', 'succeeded', 'failed'])[1 + n % 6],
       1 + (n * 7919::bigint) % users,
       jsonb_build_object('ip', '10.0.' || n % 250 || '.' || n % 199, 'request', md5(n::text)),
       now() - (1.5 * users - n) * (interval '180 days' / (1.5 * users))
from (select current_setting('input.sandbox_users')::int) as size (users), generate_series(1, users * 3 / 2) n;

insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
select gen_random_uuid()::text, encode(sha256(name::bytea), 'hex'), at + interval '2 seconds', name, at, 1
from (values ('20250114093012_init', now() - interval '600 days'),
             ('20250602101455_user_status', now() - interval '460 days'),
             ('20260211080130_audit_events', now() - interval '200 days')) as history (name, at);
