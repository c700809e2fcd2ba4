-- All but those that the pending migrations make.
select conrelid::regclass::text as table_name, conname, pg_get_constraintdef(oid) as definition
from pg_constraint
where connamespace = 'public'::regnamespace and conname <> 'voter_status_known'
order by 1, 2
