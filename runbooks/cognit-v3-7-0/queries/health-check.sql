-- Each row says PASS.
select 'Version' as check_name, case when value = '3.7.0' then 'PASS' else 'FAIL' end as result
from database_metadata where key = 'version'
union all
select 'Type consistency', case when count(distinct (data_type, character_maximum_length)) = 1 then 'PASS' else 'FAIL' end
from information_schema.columns
where table_schema = 'public' and table_name in ('attention_checks', 'images') and column_name = 'image_id'
union all
select 'Score constraints', case when count(*) >= 4 then 'PASS' else 'FAIL' end
from pg_constraint where contype = 'c' and conname like '%score%'
union all
select 'Partial indexes', case when count(*) >= 9 then 'PASS' else 'FAIL' end
from pg_index where indpred is not null and indisvalid
