alter table users drop column uuid;
