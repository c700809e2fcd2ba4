-- What was granted and revoked since goes back to user_permissions first. Where a user has two roles in one area,
-- v1.9.0 knows only one level: the higher one.

insert into user_permissions (user_id, area, level, granted_at)
select distinct on (ur.user_id, split_part(r.name, ':', 1))
       ur.user_id, split_part(r.name, ':', 1), split_part(r.name, ':', 2), ur.granted_at
from user_roles ur
join roles r on r.id = ur.role_id
where ur.valid_until > now()
order by ur.user_id, split_part(r.name, ':', 1), array_position(array['admin', 'editor', 'viewer'], split_part(r.name, ':', 2))
on conflict (user_id, area) do update
    set level = excluded.level, granted_at = excluded.granted_at
    where user_permissions.level <> excluded.level;

delete from user_permissions g
where not exists (
    select from user_roles ur
    join roles r on r.id = ur.role_id
    where ur.user_id = g.user_id
      and split_part(r.name, ':', 1) = g.area
      and ur.valid_until > now());

drop trigger audit on users;

drop view permission_view;

drop table user_roles;

drop table role_permissions;

drop table roles;

drop table permissions;
