-- Production volume, as the report counts it: 50 users, 1,000 persons, 5,000 contact attempts, 800 voter records,
-- 100 passwords, 62,600 audit rows: 69,550 in all.

insert into auth_user (id, password, last_login, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
select n, '!', null, n = 1, 'user' || n, 'First' || n, 'Last' || n, 'user' || n || '@example.com', n < 6, true,
       now() - n * interval '9 days'
from generate_series(1, 50) n;

insert into people_person (id, first_name, last_name, created_at, email, phone)
select n, 'First' || n % 211, 'Last' || n % 397, now() - n * interval '5 hours', 'person' || n || '@example.com', '+1555' || lpad(n::text, 7, '0')
from generate_series(1, 1000) n;

insert into people_contactattempt (id, person_id, made_by_id, kind, result, at)
select n, 1 + n % 1000, 1 + n % 50, (array['phone', 'email', 'visit'])[1 + n % 3],
       (array['reached', 'no answer', 'call back', 'wrong number'])[1 + n % 4], now() - n * interval '11 minutes'
from generate_series(1, 5000) n;

insert into people_voterrecord (id, person_id, voter_id, status)
select n, n, 'V' || lpad(n::text, 8, '0'), (array['active', 'active', 'inactive', 'pending'])[1 + n % 4]
from generate_series(1, 800) n;

insert into accounts_passwordhistory (id, user_id, password_hash, created_at, reason)
select n, 1 + n % 50, '!' || md5(n::text), now() - n * interval '1 day', 'changed' from generate_series(1, 100) n;

insert into audit_auditlog (id, at, action, object_type, object_id, user_id, detail, category)
select n, now() - n * interval '37 seconds', (array['create', 'update', 'delete', 'view'])[1 + n % 4],
       (array['person', 'contactattempt', 'voterrecord'])[1 + n % 3], (1 + n % 1000)::text, 1 + n % 50,
       jsonb_build_object('request', md5(n::text)), (array['data', 'login', 'export'])[1 + n % 3]
from generate_series(1, 62600) n;

select setval(pg_get_serial_sequence('auth_user', 'id'), 50);
select setval(pg_get_serial_sequence('people_person', 'id'), 1000);
select setval(pg_get_serial_sequence('people_contactattempt', 'id'), 5000);
select setval(pg_get_serial_sequence('people_voterrecord', 'id'), 800);
select setval(pg_get_serial_sequence('accounts_passwordhistory', 'id'), 100);
select setval(pg_get_serial_sequence('audit_auditlog', 'id'), 62600);
analyze;
