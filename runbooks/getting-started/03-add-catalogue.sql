-- What the shop window shows: the step cache/warm puts each of these rows into the cache.

create view catalogue as
select id, sku, name, price_cents, in_stock > 0 as available
from products;
