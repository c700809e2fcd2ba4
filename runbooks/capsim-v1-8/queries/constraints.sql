-- Each field has its constraint, and all rows meet it.
select wanted.conname, pg_get_constraintdef(c.oid) as definition,
       case when c.convalidated then 'PASS' else 'FAIL' end as result
from (values ('persons_purchases_today_check'), ('persons_last_purchase_check'), ('persons_trust_check'),
             ('persons_purchases_check')) as wanted (conname)
left join pg_constraint c on c.conname = wanted.conname and c.conrelid = 'capsim.persons'::regclass
order by 1
