select round(avg(pg_column_size(p.*))) from (select * from capsim.persons order by id limit 10000) p
