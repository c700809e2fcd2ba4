-- Three tables as they stand after a while: the last partitions are of this month, older ones are past what is kept.
create table events (id bigint generated always as identity, at timestamptz not null, what text not null, primary key (id, at))
  partition by range (at);
create index events_what on events (what, at);
create table events_rest partition of events default;

create table orders (id bigint not null, at timestamptz not null, region text not null, total numeric(12, 2),
  primary key (id, at, region)) partition by range (at);

create table visits (at timestamptz not null, page text not null) partition by range (at);
create index on visits (at);

do $$
declare
  first timestamp := date_trunc('month', now() at time zone 'UTC');
  m timestamp;
begin
  for i in -14..0 loop
    m := first + make_interval(months => i);
    execute format('create table events_%s partition of events for values from (%L) to (%L)',
      to_char(m, 'YYYY_MM'), m || '+00', m + interval '1 month' || '+00');
    execute format('create table orders_%s partition of orders for values from (%L) to (%L) partition by list (region)',
      to_char(m, 'YYYY_MM'), m || '+00', m + interval '1 month' || '+00');
    execute format('create table orders_%1$s_eu partition of orders_%1$s for values in (''de'', ''fr'', ''no'')', to_char(m, 'YYYY_MM'));
    execute format('create table orders_%1$s_rest partition of orders_%1$s default', to_char(m, 'YYYY_MM'));
    execute format('insert into events (at, what) select %L::timestamptz + n * interval ''1 hour'', ''click'' from generate_series(0, 99) n', m || '+00');
    execute format('insert into orders select n, %L::timestamptz + n * interval ''1 hour'', (array[''de'', ''us''])[n %% 2 + 1], n from generate_series(0, 99) n', m || '+00');
  end loop;
end
$$;
