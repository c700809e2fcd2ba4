select c.conrelid::regclass as table_name, c.conname
from pg_constraint c
where c.contype = 'f'
  and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])
