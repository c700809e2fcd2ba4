-- The fields of v1.8, each with its type.
select c.column_name,
       case when c.data_type = wanted.data_type and c.is_nullable = 'NO' and c.column_default is not null
            then 'PASS' else 'FAIL' end as result
from (values ('purchases_today', 'smallint'), ('last_purchase', 'double precision'), ('trust', 'double precision'),
             ('purchases', 'jsonb')) as wanted (column_name, data_type)
join information_schema.columns c
  on c.table_schema = 'capsim' and c.table_name = 'persons' and c.column_name = wanted.column_name
order by 1
