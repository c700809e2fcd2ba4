-- All but those that the pending migrations make.
select indexname, indexdef from pg_indexes
where schemaname = 'public' and indexname <> 'audit_category_at_idx'
order by indexname
