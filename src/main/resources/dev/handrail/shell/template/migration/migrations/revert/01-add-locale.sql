-- handrail:accept HZ031 what the column held was made by this runbook
alter table customers drop column locale;
