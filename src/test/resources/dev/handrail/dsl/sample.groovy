int monthsAhead = input('months-ahead', 3, 'Audit partitions to create beyond the current month')
String release  = input('release', 'v2.0.0', 'Release to deploy')

runbook('mono-uuid-schema', 'UUID keys, audit partitions and the permission cache') {
  owner '#database-team'
  contact 'On-call database engineer', 'pagerduty:database'      // shown when a step fails
  window '30m'                                                   // maintenance; the clock runs from opensWindow to closesWindow

  database 'main'                                                // logical names; the environment says where they are
  cache 'permissions'
  service 'api'
  metrics 'default'

  section('before', 'Before the window') {
    step('quiet', 'No statement has run for five minutes') {
      check('long-running statements') {
        sql """select count(*) from pg_stat_activity
               where state <> 'idle' and now() - query_start > interval '5 min'"""
        expect 0
      }
    }
    step('backup', 'Back up main') {
      backup { to 'backups'; jobs 2; verify restored; keep '30d' }
    }
  }

  section('partitions', 'Audit partitions') {
    step('audit', 'Monthly partitions of audit_logs') {
      partition { table 'audit_logs'; by month; ahead monthsAhead; keep 24 }
    }
  }

  section('schema', 'Schema migration') {
    step('maintenance', 'Take the site out of service') {
      opensWindow()
      http { post '/admin/maintenance/enable'; expect status(204) }
      rollback { http { post '/admin/maintenance/disable'; expect status(204) } }
    }
    step('scripts', 'Apply scripts 01 to 06') {
      require('backup is fresh') { backupOf 'main'; expect youngerThan('1h') }
      migrate { files 'migrations/*.sql'; revert 'migrations/revert/*.sql' }
    }
    step('uuids', 'Every user gets a uuid') {
      backfill { table 'users'; set 'uuid = gen_random_uuid()'; where 'uuid is null'; batch 10_000 }
      check('users without a uuid') { sql 'select count(*) from users where uuid is null'; expect 0 }
      rollback { sql 'alter table users alter column uuid drop not null' }
    }
  }

  section('cache', 'Permission cache') {
    step('flush', 'Drop the old permissions') { flush { keys 'perm:*' } }
    step('warm', 'Warm the permissions') {
      warm { from 'select uuid, permissions from permission_view'; key 'perm:{uuid}'; value '{permissions}'; ttl '1h' }
      check('share of users cached') { redis 'count', 'perm:*'; expect atLeast(ratio(0.99), of: 'select count(*) from users') }
    }
  }

  section('release', 'Release and validate') {
    step('deploy', 'Deploy the api') {
      command 'kubectl', 'set', 'image', 'deployment/api', "api=mono-api:${release}"
      rollback { command 'kubectl', 'rollout', 'undo', 'deployment/api' }
    }
    step('reopen', 'Put the site back into service') {
      http { post '/admin/maintenance/disable'; expect status(204) }
      closesWindow()
    }
    step('health', 'The api is healthy for fifteen minutes') {
      monitor {
        every '5s'; during '15m'
        check('health')  { http '/health'; expect status(200) }
        check('lookups') { metric 'histogram_quantile(0.95, rate(db_query_duration_seconds_bucket[5m]))'; warn above(0.010); expect below(0.020) }
      }
    }
    step('support', 'Nobody complains') { manual 'Read #support. Any customer-reported issue?'; answer 'no' }
  }

  recovery('immediate', 'Within 30 minutes: back to the backup') {
    step('restore') { restore { from 'before/backup' } }
    step('old-api') { command 'kubectl', 'rollout', 'undo', 'deployment/api' }
    step('forget')  { flush { keys 'perm:*' } }
  }
}
