select 'contact attempts without a person' as what,
       (select count(*) from people_contactattempt c where not exists (select from people_person p where p.id = c.person_id)) as orphans
union all
select 'contact attempts without a user',
       (select count(*) from people_contactattempt c where not exists (select from auth_user u where u.id = c.made_by_id))
union all
select 'voters without a person',
       (select count(*) from people_voterrecord v where not exists (select from people_person p where p.id = v.person_id))
union all
select 'passwords without a user',
       (select count(*) from accounts_passwordhistory h where not exists (select from auth_user u where u.id = h.user_id))
union all
select 'voters that are there twice', (select count(*) - count(distinct voter_id) from people_voterrecord)
