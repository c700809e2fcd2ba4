-- The total of an order, kept with it. Empty at first: the step schema/totals fills it in small transactions, so that
-- nobody waits for 50,000 rows at once.

alter table orders add column total_cents bigint;
