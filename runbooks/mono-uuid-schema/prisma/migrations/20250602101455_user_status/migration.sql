-- AlterTable
alter table "users" add column "status" text not null default 'active';
