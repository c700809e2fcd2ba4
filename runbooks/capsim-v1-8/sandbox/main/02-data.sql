-- 200,000 persons, as the plan has them, or as many as the input sandbox-persons says.

insert into capsim.persons (id, profession, energy_level, time_budget, financial_capability, interests)
select n,
       (array['Banker', 'Developer', 'Worker', 'Teacher', 'Doctor', 'Artist'])[1 + n % 6],
       1 + n % 5, 1 + (n % 9) / 2.0, n % 6,
       jsonb_build_object('Economics', n % 10 / 10.0, 'Sport', n % 7 / 7.0)
from generate_series(1, current_setting('input.sandbox_persons')::int) n;

select setval(pg_get_serial_sequence('capsim.persons', 'id'), max(id)) from capsim.persons;
analyze capsim.persons;
