// Mono v2.0.0: UUID keys, audit partitions and the permission cache.
//
//     ./shell/handrail run mono-uuid-schema                                   in the sandbox, from start to end
//     ./shell/handrail run mono-uuid-schema --env prod --set watch=15m --set lookup=10ms        for real
//
// Made from the team's deployment guide; README.md beside this file maps each of its lines to a step and says what was
// corrected, and why.

String release = input('release', 'v2.0.0', 'Release to deploy')
String previous = input('previous', 'v1.9.0', 'Release to go back to')
int monthsAhead = input('months-ahead', 3, 'Audit partitions to have beyond the present month')
Duration watching = input('watch', duration('20s'), 'How long health and metrics are watched after the release: 15m in production')
Duration lookup = input('lookup', duration('50ms'), 'Longest p95 of a look-up by uuid, and of permissions: 10ms in production')
input('sandbox-users', 120_000, 'Users in the data that the sandbox makes; of no effect anywhere else')

runbook('mono-uuid-schema', 'UUID keys, audit partitions and the permission cache') {
  owner '#database-team'
  description 'Plan for 15 to 30 minutes of maintenance. Users get a uuid, permissions become roles, audit events move to monthly partitions.'
  contact 'On-call engineer', 'PagerDuty'
  contact 'Database team', '#database-team'
  contact 'Platform team', '#platform-team'
  contact 'Incident commander', 'incident response system'
  link 'performance baseline', 'docs/database/performance-baseline.md'
  link 'architecture decisions', 'docs/database/schema-audit-report.md'
  window '30m'

  database 'main'
  cache 'permissions'
  service 'api'
  service 'grafana'
  metrics 'default'

  section('before', 'Before the window: nothing changes for users') {
    step('ready', 'The database is ready') {
      check('statements that run for more than five minutes') {
        sql """select count(*) from pg_stat_activity
               where datname = current_database() and state <> 'idle' and now() - query_start > interval '5 min'"""
        expect 0
      }
      check('migrations that Prisma left half done') {
        sql 'select count(*) from _prisma_migrations where finished_at is null and rolled_back_at is null'
        expect 0
      }
      check('PostgreSQL makes uuids') { sql 'select gen_random_uuid() is not null'; expect true }
      check('room for twice the database where backups go') {
        disk 'backups'
        expect atLeast(ratio(2.0), of: 'select pg_database_size(current_database())')
      }
      hint 'gen_random_uuid() is part of PostgreSQL from version 13. On an older one: create extension pgcrypto.'
    }

    step('tests', 'All tests pass on the migrated test database') {
      check('integration tests') {
        command(['pnpm', 'test:integration']) { env DATABASE_URL: secret('test-database-url') }
        expect exit(0)
      }
      check('performance tests') {
        command(['pnpm', 'test:performance']) { env DATABASE_URL: secret('test-database-url') }
        expect exit(0)
      }
    }

    // Built now, not while users wait.
    step('image-api', 'Build the api') {
      command 'docker', 'build', '-t', "mono-api:${release}", '-f', 'apps/api/Dockerfile', '.'
      rollback { command 'docker', 'image', 'rm', "mono-api:${release}" }
    }
    step('image-web', 'Build the web front end') {
      command 'docker', 'build', '-t', "mono-web:${release}", '-f', 'apps/web/Dockerfile', '.'
      rollback { command 'docker', 'image', 'rm', "mono-web:${release}" }
    }

    step('backup', 'Back up main and prove that it can be restored') {
      note 'A plain dump read by pg_restore --list, as in the guide, proves nothing: this one is restored and its rows are counted.'
      backup { to 'backups'; jobs 2; verify restored; keep '30d' }
    }
  }

  section('infrastructure', 'Infrastructure: zero downtime') {
    step('redis', 'Redis is up') {
      command 'docker', 'compose', '-f', 'docker-compose.prod.yml', 'up', '-d', 'redis'
      check('it answers') { redis 'ping'; expect 'PONG' }
      check('memory in use, before there is a cache') { redis 'memory'; expect below('1GB') }
      hint 'See whether it can be reached (redis-cli ping) and what fills it (redis-cli info memory). Keys of others stay: no FLUSHDB.'
      rollback { command 'docker', 'compose', '-f', 'docker-compose.prod.yml', 'stop', 'redis' }
    }

    step('audit-tables', 'The partitioned audit log') {
      note 'Script 03 alone. The guide names it again with the others: there it is known to be applied.'
      require('the backup is fresh') { backupOf 'main'; expect youngerThan('1h') }
      migrate { files 'migrations/03-*.sql'; revert 'migrations/revert/03-*.sql' }
      check('events that were left behind') {
        sql 'select count(*) from audit_events e where not exists (select from audit_logs l where l.legacy_id = e.id)'
        expect 0
      }
    }

    step('months', 'Audit partitions for the months to come') {
      partition { table 'audit_logs'; by month; ahead monthsAhead; keep 24 }
      check('the day after tomorrow has its partition') { schema partition: 'audit_logs'; expect covers('+2d') }
      hint "Bounds of a partition: select pg_get_expr(relpartbound, oid) from pg_class where relname like 'audit_logs_%'"
    }
  }

  section('maintenance', 'Out of service') {
    step('flag', 'The api refuses to write') {
      opensWindow()
      note 'The guide appends to .env.production, which no running pod reads. This sets the variable where the pods get it.'
      command 'kubectl', 'set', 'env', 'deployment/api', 'MAINTENANCE_MODE=true'
      check('all pods know') {
        command 'kubectl', 'rollout', 'status', 'deployment/api', '--timeout=300s'
        expect exit(0)
      }
      rollback { command 'kubectl', 'set', 'env', 'deployment/api', 'MAINTENANCE_MODE-' }
    }

    step('page', 'Visitors see the maintenance page') {
      command 'kubectl', 'set', 'image', 'deployment/web', 'web=mono-web:maintenance'
      check('all pods show it') {
        command 'kubectl', 'rollout', 'status', 'deployment/web', '--timeout=300s'
        expect exit(0)
      }
      rollback { command 'kubectl', 'set', 'image', 'deployment/web', "web=mono-web:${previous}" }
    }

    step('drained', 'No session of the application is left') {
      note 'The guide counts sockets on one machine by eye. The database knows all sessions.'
      waitFor {
        atMost '5m'
        until {
          sql """select count(*) from pg_stat_activity
                 where datname = current_database() and application_name in ('mono-api', 'mono-web') and state <> 'idle'"""
          expect 0
        }
      }
    }

    step('backup', 'Back up once more, now that nobody writes') {
      note 'The recovery "immediate" goes back to this one: nothing written before the window is lost.'
      backup { to 'backups'; jobs 2; verify read; keep '30d' }
    }
  }

  section('schema', 'Schema migration') {
    step('scripts', 'Apply scripts 01 to 06') {
      require('nobody has to wait for the backup again') { backupOf 'main'; expect youngerThan('1h') }
      migrate { files 'migrations/*.sql'; revert 'migrations/revert/*.sql' }
      check('users have a uuid column') { schema column: 'users.uuid'; expect some }
      check('uuids are unique') { schema index: 'users_uuid_key'; expect valid }
      check('every permission became a role') {
        sql 'select (select count(*) from user_permissions) - (select count(*) from user_roles)'
        expect 0
      }
    }

    step('prisma', "Prisma's migrations") {
      note 'Done when Prisma\'s own table shows it, whatever `migrate status` would print.'
      migrate { prisma { program 'pnpm', 'prisma'; env DATABASE_URL: url('main') } }
      check('migrations that are half done') {
        sql 'select count(*) from _prisma_migrations where finished_at is null and rolled_back_at is null'
        expect 0
      }
      // Prisma has no way down. Its own mark for a migration that was taken back lets it be applied again.
      rollback {
        sql """update _prisma_migrations set rolled_back_at = now()
               where migration_name like '%_uuid_schema' and rolled_back_at is null"""
      }
    }
  }

  section('data', 'Data migration') {
    step('uuids', 'Every user gets a uuid') {
      backfill { table 'users'; set 'uuid = gen_random_uuid()'; where 'uuid is null'; batch 10_000 }
      check('users without a uuid') { sql 'select count(*) from users where uuid is null'; expect 0 }
      // The values stay until script 01 is taken back with its column.
      rollback { sql 'alter table users alter column uuid drop not null' }
    }

    step('uuid-required', 'No user without a uuid from now on') {
      note 'The guide runs script 06 before there are uuids. It holds for new rows only; this makes it hold for all.'
      sql '''
        alter table users validate constraint users_uuid_present;
        alter table users alter column uuid set not null;
      '''
      check('the constraint holds for all rows') { schema constraint: 'users_uuid_present'; expect valid }
      rollback { sql 'alter table users alter column uuid drop not null' }
    }
  }

  section('cache', 'Permission cache') {
    step('flush', 'Drop the permissions of v1.9.0') {
      note 'SCAN and UNLINK of perm:* alone. KEYS would stop Redis for its time, FLUSHDB would take the keys of others too.'
      flush { keys 'perm:*' }
    }

    step('warm', 'Warm the permissions') {
      warm {
        from 'select uuid, permissions from permission_view'
        key 'perm:{uuid}'
        value '{permissions}'
        ttl '1h'
      }
      check('share of users cached') {
        redis 'count', 'perm:*'
        expect atLeast(ratio(0.99), of: 'select count(*) from users')
      }
      check('bytes that they take') { redis 'size', 'perm:*'; expect below('512MB') }
    }
  }

  section('release', 'Release') {
    step('api', 'Deploy the api') {
      note 'The api first: it serves the old front end and the new one.'
      command 'kubectl', 'set', 'image', 'deployment/api', "api=mono-api:${release}"
      check('all pods are ready') {
        command 'kubectl', 'rollout', 'status', 'deployment/api', '--timeout=300s'
        expect exit(0)
      }
      rollback { command 'kubectl', 'set', 'image', 'deployment/api', "api=mono-api:${previous}" }
    }

    step('web', 'Deploy the web front end') {
      command 'kubectl', 'set', 'image', 'deployment/web', "web=mono-web:${release}"
      check('all pods are ready') {
        command 'kubectl', 'rollout', 'status', 'deployment/web', '--timeout=300s'
        expect exit(0)
      }
      // Back to the page that was there when the step began: the site is still in maintenance.
      rollback { command 'kubectl', 'set', 'image', 'deployment/web', 'web=mono-web:maintenance' }
    }

    step('reopen', 'Back into service') {
      note 'Kubernetes restarts the pods itself when a variable goes: no rollout restart is needed.'
      command 'kubectl', 'set', 'env', 'deployment/api', 'MAINTENANCE_MODE-'
      check('all pods know') {
        command 'kubectl', 'rollout', 'status', 'deployment/api', '--timeout=300s'
        expect exit(0)
      }
      closesWindow()
      rollback { command 'kubectl', 'set', 'env', 'deployment/api', 'MAINTENANCE_MODE=true' }
    }
  }

  section('validate', 'Validation') {
    step('health', 'Everything answers') {
      check('health of the api') { on 'api'; http '/health'; expect status(200) }
      check('connections to the database') {
        sql 'select count(*) from pg_stat_activity where datname = current_database()'
        expect between(1, 100)
      }
      check('Redis answers') { redis 'ping'; expect 'PONG' }
      check('clients of Redis') { redis 'clients'; expect between(1, 1_000) }
      check('metrics of the api') {
        on 'api'
        http '/metrics'
        expect matching(~/(?s).*uuid_lookup.*cache_hits.*permission_check.*/)
      }
    }

    step('performance', 'Look-ups are fast') {
      check('the performance script of the team') {
        command 'pnpm', 'tsx', 'scripts/validate-production-performance.ts'
        expect exit(0)
      }
      check('a user by uuid') {
        explain('select id, email, name from users where uuid = (select uuid from users order by id desc limit 1)') { times 100 }
        expect usesIndex('users_uuid_key')
        expect p95(below(lookup))
      }
      check('the permissions of a user') {
        explain("""
          select p.name
          from users u
          join user_roles ur on ur.user_id = u.id and ur.valid_until > now()
          join role_permissions rp on rp.role_id = ur.role_id
          join permissions p on p.id = rp.permission_id
          where u.uuid = (select uuid from users order by id desc limit 1)""") { times 100 }
        expect p95(below(lookup))
      }
      hint 'Slow permission checks: analyze users, user_roles, role_permissions, permissions.'
    }

    // A write of each kind, so that there is something to see even when no user is about.
    step('audit-probe', 'One account and one role for it, to see them audited') {
      sql '''
        insert into users (email, name, status)
        values ('audit-probe@mono.example', 'Audit probe', 'disabled')
        on conflict (email) do update set name = excluded.name;

        insert into user_roles (user_id, role_id)
        select u.id, min(r.id) from users u, roles r where u.email = 'audit-probe@mono.example' group by u.id
        on conflict (user_id, role_id) do update set granted_at = excluded.granted_at;
      '''
      rollback { sql "delete from users where email = 'audit-probe@mono.example'" }
    }

    step('audit', 'The audit log works') {
      check('events of the last hour, by category') {
        sql """select wanted.category, count(l.id) as events, max(l.created_at) as latest, count(l.id) > 0 as seen
               from (values ('user'), ('role')) as wanted (category)
               left join audit_logs l on l.category = wanted.category and l.created_at > now() - interval '1 hour'
               group by wanted.category"""
        expect eachRow('seen', true)
      }
      check('size of the largest partition') {
        sql """select max(pg_total_relation_size(inhrelid)) from pg_inherits
               where inhparent = 'audit_logs'::regclass"""
        expect below('10GB')
      }
      check('rows outside of the months') { schema partition: 'audit_logs'; expect covers('+2d') }
    }

    step('watch', 'Health and metrics stay good') {
      monitor {
        every '2s'
        during watching
        tolerate 1
        check('health of the api') { on 'api'; http '/health'; expect status(200) }
        check('uuid look-ups, p95 in seconds') {
          metric 'histogram_quantile(0.95, sum by (le) (rate(db_query_duration_seconds_bucket{query_type="uuid_lookup"}[5m])))'
          warn above(0.010)
          expect below(0.020)
        }
        check('cache hit rate') {
          metric 'sum(rate(cache_hits_total[5m])) / sum(rate(cache_requests_total[5m]))'
          warn below(0.9)
          expect atLeast(0.8)
        }
        check('audit events in an hour') {
          metric 'sum(increase(audit_logs_created_total[1h]))'
          warn above(10_000)
          expect atMost(50_000)
        }
        check('share of requests that fail') {
          metric 'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))'
          expect below(0.01)
        }
      }
    }

    step('support', 'Nobody complains') {
      manual 'Read #support. Is there any issue that customers reported since the release?'
      answer 'no'
    }
  }

  section('after', 'Dashboards, alerts and what comes later') {
    step('database-board', 'Dashboard of the database') {
      http {
        on 'grafana'
        post '/api/dashboards/db'
        header 'Authorization', "Bearer ${secret('grafana-token')}"
        header 'Content-Type', 'application/json'
        body file('dashboards/database-performance.json')
        expect status(200)
      }
      rollback {
        http {
          on 'grafana'
          delete '/api/dashboards/uid/mono-database'
          header 'Authorization', "Bearer ${secret('grafana-token')}"
          expect status(200)
        }
      }
    }

    step('cache-board', 'Dashboard of the cache') {
      http {
        on 'grafana'
        post '/api/dashboards/db'
        header 'Authorization', "Bearer ${secret('grafana-token')}"
        header 'Content-Type', 'application/json'
        body file('dashboards/cache-metrics.json')
        expect status(200)
      }
      rollback {
        http {
          on 'grafana'
          delete '/api/dashboards/uid/mono-cache'
          header 'Authorization', "Bearer ${secret('grafana-token')}"
          expect status(200)
        }
      }
    }

    step('audit-board', 'Dashboard of the audit system') {
      http {
        on 'grafana'
        post '/api/dashboards/db'
        header 'Authorization', "Bearer ${secret('grafana-token')}"
        header 'Content-Type', 'application/json'
        body file('dashboards/audit-system.json')
        expect status(200)
      }
      rollback {
        http {
          on 'grafana'
          delete '/api/dashboards/uid/mono-audit'
          header 'Authorization', "Bearer ${secret('grafana-token')}"
          expect status(200)
        }
      }
    }

    step('alerts', 'Alert rules') {
      command 'kubectl', 'apply', '-f', 'alerts/database.yml'
      rollback { command 'kubectl', 'delete', '-f', 'alerts/database.yml' }
    }

    step('tickets', 'The tasks of the coming weeks have an owner') {
      note 'Week 1: slow query log, cache lifetimes by hit rate, audit retention, permission queries.'
      note 'Week 2: missing indexes by usage, warming on cold start, partitions on a schedule, performance baseline.'
      note 'Month 1: performance review, capacity plan, documentation, team training.'
      manual 'Open a ticket for week 1, week 2 and month 1, each with an owner.'
      evidence 'The three ticket numbers'
      rollback { manual 'Close the three tickets: the release was taken back.' }
    }
  }

  section('week-1', 'After a week') {
    after '7d'
    step('look', 'What can be seen by then') {
      check('indexes of v2.0.0 that nobody uses') {
        sql """select count(*) from pg_stat_user_indexes
               where indexrelname in ('users_uuid_key', 'user_roles_pkey', 'role_permissions_pkey') and idx_scan = 0"""
        warn above(0)
        expect atMost(3)
      }
      check('partitions ahead') { schema partition: 'audit_logs'; expect covers('+2d') }
      check('events in the default of no month') { sql 'select count(*) from audit_logs where created_at > now()'; expect 0 }
    }
  }

  recovery('immediate', 'Within 30 minutes: back to the backup and to the previous release') {
    step('flag', 'The api refuses to write') { command 'kubectl', 'set', 'env', 'deployment/api', 'MAINTENANCE_MODE=true' }
    step('restore', 'The database as it was when nobody wrote') { restore { from 'maintenance/backup' } }
    step('api', 'The previous api') { command 'kubectl', 'set', 'image', 'deployment/api', "api=mono-api:${previous}" }
    step('web', 'The previous web front end') { command 'kubectl', 'set', 'image', 'deployment/web', "web=mono-web:${previous}" }
    step('forget', 'The permissions of v2.0.0') { flush { keys 'perm:*' } }
    step('reopen', 'Back into service') {
      command 'kubectl', 'set', 'env', 'deployment/api', 'MAINTENANCE_MODE-'
      closesWindow()
    }
  }

  recovery('gradual', 'After more than 30 minutes: keep what was written, make uuids optional') {
    step('optional', 'A user may have no uuid') {
      sql '''
        alter table users drop constraint if exists users_uuid_present;
        alter table users alter column uuid drop not null;
      '''
      check('the column accepts null') {
        sql "select is_nullable from information_schema.columns where table_name = 'users' and column_name = 'uuid'"
        expect 'YES'
      }
    }
    step('hybrid', 'A release that works with and without uuids') {
      manual 'Deploy the hybrid version of the api: it finds users by uuid where there is one, else by id.'
      evidence 'The version deployed'
    }
  }
}
