insert into capsim.persons (profession) select 'Worker' from generate_series(1, 1000);
