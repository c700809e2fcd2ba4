-- 60,000 journals, or as many as the input sandbox-journals says, of 10,000 users, with two of 200 tags each. The guide
-- names no size.

insert into users (id, email, created_at)
select n, 'user' || n || '@example.com', now() - n * interval '17 minutes' from generate_series(1, 10000) n;

insert into journals (id, user_id, title, content, created_at)
select n, 1 + n % 10000, 'Day ' || n, repeat(md5(n::text) || ' ', 3), now() - n * interval '2 minutes'
from generate_series(1, current_setting('input.sandbox_journals')::int) n;
create index journals_user_id_idx on journals (user_id);

insert into tags (id, name) select n, 'tag-' || n from generate_series(1, 200) n;

insert into journal_tags (journal_id, tag_id)
select n, 1 + (n + k * 7) % 200 from generate_series(1, current_setting('input.sandbox_journals')::int) n, generate_series(0, 1) k;

select setval(pg_get_serial_sequence('users', 'id'), 10000);
select setval(pg_get_serial_sequence('journals', 'id'), max(id)) from journals;
select setval(pg_get_serial_sequence('tags', 'id'), 200);
