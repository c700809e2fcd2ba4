-- PostgreSQL can't move a column: a new order would mean a new table, copied under ACCESS EXCLUSIVE with every foreign
-- key that points to it. v2.0.0 needs the order only where it reads all columns, so it reads this view.

create view user_accounts as
select uuid, id, email, name, status, created_at, updated_at
from users;
