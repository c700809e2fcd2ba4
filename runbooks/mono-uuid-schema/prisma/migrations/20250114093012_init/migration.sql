-- CreateTable
create table "users" (
    "id" serial primary key,
    "email" text not null unique,
    "name" text not null,
    "created_at" timestamptz not null default now(),
    "updated_at" timestamptz not null default now()
);
