-- What v2.0.0 recorded goes back to audit_events first, so that no event is lost; what came from there is there still.

drop trigger forward on audit_events;

drop function audit_change();

drop function audit_events_forward();

insert into audit_events (category, action, user_id, detail, created_at)
select category, action, user_id, detail, created_at
from audit_logs
where legacy_id is null
order by created_at;

drop table audit_logs;
