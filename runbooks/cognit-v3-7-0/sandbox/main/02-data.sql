-- 10,000 participants, 20,000 payments and 60,000 submissions, or as many as the input sandbox-submissions says. The
-- checklist names no size: these are of a study's.

insert into database_metadata (key, value) values ('version', '3.6.0');

insert into participants (participant_id, email, consented, created_at)
select n, 'participant' || n || '@example.com', n % 11 = 0, now() - n * interval '7 minutes' from generate_series(1, 10000) n;
select setval(pg_get_serial_sequence('participants', 'participant_id'), 10000);

insert into images (image_id, title)
select 'img-' || lpad(n::text, 6, '0'), 'Image ' || n from generate_series(1, 2000) n;

insert into attention_checks (image_id, score, is_active)
select 'img-' || lpad(n::text, 6, '0'), (n % 100) / 100.0, n % 20 = 0 from generate_series(1, 2000) n;

insert into attention_stats (participant_id, attention_score, is_flagged)
select n, 1 - (n % 97) / 100.0, n % 97 > 90 from generate_series(1, 10000) n;

insert into submissions (participant_id, image_id, description, quality_score, ai_suspected, is_flagged, review_status, created_at)
select 1 + n % 10000,
       'img-' || lpad((1 + n % 2000)::text, 6, '0'),
       'What participant ' || 1 + n % 10000 || ' saw: ' || md5(n::text),
       case when n % 5 > 0 or n % 40 = 0 then (n % 101) / 100.0 end,
       n % 40 = 0,
       n % 60 = 0,
       case when n % 30 = 0 then 'pending' else 'done' end,
       now() - n * interval '1 minute'
from generate_series(1, current_setting('input.sandbox_submissions')::int) n;

insert into payments (participant_id, amount_cents, status, created_at)
select 1 + n % 10000, 50 + n % 450, case when n % 25 = 0 then 'pending' when n % 50 = 1 then 'paid' else 'closed' end,
       now() - n * interval '3 minutes'
from generate_series(1, 20000) n;

insert into rewards (participant_id, is_selected) select n, n % 100 = 0 from generate_series(1, 10000) n;
