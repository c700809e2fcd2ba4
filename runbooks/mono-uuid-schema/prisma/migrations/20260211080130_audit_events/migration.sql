-- CreateTable
create table "audit_events" (
    "id" bigserial primary key,
    "category" text not null,
    "action" text not null,
    "user_id" integer,
    "detail" jsonb not null default '{}',
    "created_at" timestamptz not null default now()
);
