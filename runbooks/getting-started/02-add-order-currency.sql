-- A constant default costs nothing: PostgreSQL keeps it once, not in every row.

alter table orders add column currency text not null default 'EUR';
