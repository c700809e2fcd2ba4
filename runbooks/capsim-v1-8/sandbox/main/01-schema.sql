-- The database of CAPSIM at Alembic's revision 0004.

create table alembic_version (version_num varchar(32) not null constraint alembic_version_pkc primary key);
insert into alembic_version values ('0004');

create schema capsim;
create table capsim.persons (
    id                   bigserial constraint persons_pkey primary key,
    profession           text not null,
    energy_level         numeric not null default 5,
    time_budget          numeric not null default 2.5,
    financial_capability numeric not null default 3,
    interests            jsonb not null default '{}'
);
