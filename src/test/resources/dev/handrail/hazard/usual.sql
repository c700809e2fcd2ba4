create schema other;
create type mood as enum ('sad', 'happy');
create type pair as (x int, y int);
create domain plain as text;
create domain posint as int check (value > 0);
create domain verypos as posint;
create domain somenn as int not null;
create function imm() returns int language sql immutable as 'select 5';
create function stab() returns int language sql stable as 'select 5';
create function vol() returns int language plpgsql volatile as 'begin return 5; end';
create function tf() returns trigger language plpgsql as 'begin return new; end';
create sequence q;
create table r (id bigint primary key);
insert into r select generate_series(1, 60);
create table t (id bigserial primary key, a int, n int not null, s varchar(20), txt text, ts timestamp, ts3 timestamp(3), tz timestamptz,
  iv interval, num numeric(10,2), big numeric, j json, jb jsonb, x1 xml, u uuid, m mood, pos posint, c char(5), bits bit(8), vbits varbit(8),
  net cidr, arr int[], varr varchar(10)[], ref_id bigint, b boolean default false);
insert into t (a, n, s, txt, ts, ts3, tz, num, big, j, jb, m, pos, c, ref_id)
  select i, i, 's' || i, 'x', now(), now(), now(), 1.5, 1.5, '{}', '{}', 'sad', 1, 'c', i from generate_series(1, 50) i;
create table src (id int, a int);
insert into src select i, i from generate_series(1, 50) i;
create view vi as select id, a from src;
create materialized view mv as select id, a from src;
create table e0 (id int);
create table q0 (t_id bigint);
create table g0 (id int primary key, a int, g int generated always as (a * 2) stored);
insert into g0 select i, i from generate_series(1, 50) i;
create table base (id int, v int);
create table child () inherits (base);
insert into base select i, i from generate_series(1, 50) i;
insert into child select i, i from generate_series(1, 50) i;
create table p (id bigint, d date, v int, label varchar(20), ref bigint) partition by range (d);
create table p1 partition of p for values from ('2024-01-01') to ('2024-02-01');
create table p2 partition of p for values from ('2024-02-01') to ('2024-03-01');
create unique index p1_id on p1 (id);
insert into p select i, case when i % 2 = 0 then date '2024-01-05' else date '2024-02-05' end, i, 'x', i from generate_series(1, 50) i;
create table li (id int, k int) partition by list (k);
create table ha (id int, k int) partition by hash (k);
