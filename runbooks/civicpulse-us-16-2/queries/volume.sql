-- The table of counts in the report: 69,550 rows in all.
select what, count, expected, count >= expected as complete
from (select 'users', (select count(*) from auth_user), 50
      union all select 'persons', (select count(*) from people_person), 1000
      union all select 'contact attempts', (select count(*) from people_contactattempt), 5000
      union all select 'voter records', (select count(*) from people_voterrecord), 800
      union all select 'password history', (select count(*) from accounts_passwordhistory), 100
      union all select 'audit logs', (select count(*) from audit_auditlog), 62600) as volume (what, count, expected)
