-- A new column without a default takes a moment, however large the table is.
alter table customers add column locale text;
