// Vibes: UUIDs as keys.
//
//     ./shell/handrail run vibes-uuid-schema                                              in the sandbox, from start to end
//     ./shell/handrail run vibes-uuid-schema --env prod \
//         --set backups=s3://vibes-backups/pre-uuid-migration --set watch=15m --set lookup=10ms             for real
//
// Made from the team's guide; README.md beside this file maps each of its lines to a step and says what was corrected,
// and why.

String backups = input('backups', 'backups', 'Where backups go: a folder, in production s3://vibes-backups/pre-uuid-migration')
String state = input('state', '/var/tmp', 'Folder for copies of the configuration, and for the one that the application reads')
String appLog = input('app-log', 'sandbox/application.log', 'Log of the application')
Duration watching = input('watch', duration('10s'), 'How long the application is watched at the end: 15m in production')
Duration lookup = input('lookup', duration('50ms'), 'Longest p95 of each of the two queries: 10ms in production')
input('sandbox-journals', 60_000, 'Journals in the data that the sandbox makes; of no effect anywhere else')

runbook('vibes-uuid-schema', 'UUIDs as keys of users, journals and tags') {
  owner 'Vibes'
  description 'Whole numbers become UUIDs in one revision of Alembic. The application is in maintenance meanwhile.'
  contact 'Database administrator', 'see the team page'
  contact 'Application team lead', 'see the team page'
  contact 'DevOps engineer', 'see the team page'
  contact 'On-call support', 'see the team page'
  window '30m'

  database 'main'
  database 'test'
  service 'api'

  section('before', 'Preparation') {
    step('approved', 'What must be there is there') {
      note 'Code tested and approved, dependencies installed, access given, window confirmed.'
      manual 'Is all of that so?'
      answer 'yes'
      evidence 'Link to the approval'
    }
    step('announced', 'Stakeholders know the window') {
      manual 'Tell stakeholders when the window begins.'
      evidence 'Where it was announced'
      rollback { manual 'Tell stakeholders that the migration was taken back.' }
    }
    step('database', 'The database is as expected') {
      check('PostgreSQL answers, 13 or newer') { on 'main'; sql "select current_setting('server_version_num')::int"; expect atLeast(130_000) }
      check('tables') {
        on 'main'
        sql "select tablename from pg_tables where schemaname = 'public' and tablename in ('users', 'journals', 'tags', 'journal_tags')"
        expect some
      }
      check('rights on the schema') { on 'main'; schema privilege: 'create on schema public'; expect true }
      check('sizes') {
        on 'main'
        sql """select pg_size_pretty(pg_database_size(current_database())) as database_size,
                      pg_size_pretty(pg_total_relation_size('users')) as users_table_size,
                      pg_size_pretty(pg_total_relation_size('journals')) as journals_table_size"""
        expect some
      }
      check('statements that run for more than a minute') {
        on 'main'
        sql """select count(*) from pg_stat_activity
               where datname = current_database() and state <> 'idle' and query_start < now() - interval '1 min'"""
        expect 0
      }
    }
    step('application', 'The application is well') {
      check('health') { http '/health'; expect status(200) }
      check('endpoints') { http '/api/v1/status'; expect status(200) }
      check('tests') { command 'pytest', 'tests/', '-v'; expect exit(0) }
    }
    step('config', 'Keep the present configuration') {
      command 'cp', '-r', 'config', "${state}/vibes-config-${runId}"
      check('it is kept') { command 'test', '-s', "${state}/vibes-config-${runId}/production.env"; expect exit(0) }
      rollback { command 'rm', '-r', "${state}/vibes-config-${runId}" }
    }
    step('tag', 'Tag what runs now') {
      command 'git', 'tag', "pre-uuid-migration-${runId}"
      rollback { command 'git', 'tag', '-d', "pre-uuid-migration-${runId}" }
    }
    step('push', 'Push the tag') {
      command 'git', 'push', 'origin', "pre-uuid-migration-${runId}"
      check('origin has it') { command 'git', 'ls-remote', '--exit-code', '--tags', 'origin', "pre-uuid-migration-${runId}"; expect exit(0) }
      rollback { command 'git', 'push', '--delete', 'origin', "pre-uuid-migration-${runId}" }
    }
  }

  section('test', 'The migration on the test database') {
    step('sql', 'The SQL of the revision') {
      check('Alembic writes it') {
        command(['alembic', 'upgrade', '0001:head', '--sql']) { env DATABASE_URL: url('test') }
        expect matching(~/(?s).*ALTER TABLE users.*/)
      }
    }
    step('migrate', 'Apply it') {
      on 'test'
      migrate { alembic { env DATABASE_URL: url('test') } }
      check('users have UUIDs') { schema column: 'users.id'; expect 'uuid' }
    }
  }

  section('maintenance', 'Maintenance') {
    step('enable', 'Take the application out of service') {
      opensWindow()
      http { post '/admin/maintenance/enable'; header 'Authorization', "Bearer ${secret('admin-token')}"; expect status(204) }
      rollback {
        http { post '/admin/maintenance/disable'; header 'Authorization', "Bearer ${secret('admin-token')}"; expect status(204) }
      }
    }
    step('drained', 'No session of the application is at work') {
      waitFor {
        atMost '5m'
        until {
          on 'main'
          sql "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'vibes' and state <> 'idle'"
          expect 0
        }
      }
    }
    step('backup', 'Back up main, and prove that it can be restored') {
      on 'main'
      backup { to backups; jobs 2; verify restored; keep '30d' }
    }
  }

  section('migration', 'Migration') {
    step('migrate', 'alembic upgrade head') {
      on 'main'
      require('the backup is fresh') { on 'main'; backupOf 'main'; expect youngerThan('1h') }
      migrate { alembic { env DATABASE_URL: url('main') } }
      check('current revision') { sql 'select version_num from alembic_version'; expect '0002' }
      check('users') { sql 'select count(*) from users'; expect unchanged }
      check('journals') { sql 'select count(*) from journals'; expect unchanged }
      check('tags') { sql 'select count(*) from tags'; expect unchanged }
      check('who wrote how much') {
        sql 'select u.email, count(j.id) from users u left join journals j on j.user_id = u.id group by u.email order by 2 desc, 1 limit 20'
        expect unchanged
      }
      hint 'The revision is one transaction: where it fails, alembic current is 0001 still. The log of PostgreSQL has the statement.'
    }
    step('schema', 'Columns, indexes, constraints') {
      check('users.id') { on 'main'; schema column: 'users.id'; expect 'uuid' }
      check('journals.id') { on 'main'; schema column: 'journals.id'; expect 'uuid' }
      check('journals.user_id') { on 'main'; schema column: 'journals.user_id'; expect 'uuid' }
      check('tags.id') { on 'main'; schema column: 'tags.id'; expect 'uuid' }
      check('index of users') { on 'main'; schema index: 'users_pkey'; expect valid }
      check('index of journals by user') { on 'main'; schema index: 'journals_user_id_idx'; expect valid }
      check('constraint of users') { on 'main'; schema constraint: 'users.users_email_key'; expect valid }
      check('journals belong to users') { on 'main'; schema constraint: 'journals.journals_user_id_fkey'; expect valid }
      check('indexes that are not valid') { on 'main'; sql 'select count(*) from pg_index where not indisvalid'; expect 0 }
    }
    step('data', 'UUIDs and relationships') {
      check('users whose id is no UUID of version 4') {
        on 'main'
        sql "select count(*) from users where id::text !~ '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\$'"
        expect 0
      }
      check('journals without their user') {
        on 'main'
        sql 'select count(*) from journals j where not exists (select from users u where u.id = j.user_id)'
        expect 0
      }
      check('tags of journals that are not there') {
        on 'main'
        sql 'select count(*) from journal_tags l where not exists (select from journals j where j.id = l.journal_id)'
        expect 0
      }
    }
  }

  section('application', 'Application') {
    step('code', 'Pull the code') {
      command 'git', 'pull', '--ff-only', 'origin', 'main'
      rollback { command 'git', 'reset', '--hard', "pre-uuid-migration-${runId}" }
    }
    step('dependencies', 'Install what it needs') {
      command 'pip', 'install', '-r', 'requirements.txt'
      rollback { command 'pip', 'install', '-r', 'requirements.txt' }
    }
    step('configure', 'Put the production configuration in place') {
      note 'UUID_VERSION=4 and ENABLE_UUID_VALIDATION=true stand in it.'
      command 'install', '-m', '600', 'config/production.env', "${state}/vibes.env"
      check('UUID validation is on') { command 'grep', '-c', 'ENABLE_UUID_VALIDATION=true', "${state}/vibes.env"; expect '1' }
      rollback { command 'install', '-m', '600', "${state}/vibes-config-${runId}/production.env", "${state}/vibes.env" }
    }
    step('stop', 'Stop the application') {
      command 'stop.sh'
      rollback { command 'start.sh' }
    }
    step('start', 'Start it') {
      command 'start.sh'
      check('it answers') { http '/health'; expect status(200); within '1m' every '2s' }
      rollback { command 'stop.sh' }
    }
  }

  section('validate', 'Validation') {
    step('user', 'A user gets a UUID') {
      http {
        post '/api/v1/users'
        json email: "rehearsal-${runId}@example.com", password: secret('test-user-password')
        expect status(201)
        capture 'id', '$.id'
      }
      rollback {
        http {
          delete "/api/v1/users/${result('validate/user', 'id')}"
          header 'Authorization', "Bearer ${secret('admin-token')}"
          expect status(204)
        }
      }
    }
    step('login', 'The user logs in') {
      http {
        post '/api/v1/auth/token'
        json email: "rehearsal-${runId}@example.com", password: secret('test-user-password')
        expect status(200)
        captureSecret 'token', '$.access_token'
      }
      rollback { http { post '/api/v1/auth/revoke'; header 'Authorization', "Bearer ${secret('admin-token')}"; expect status(204) } }
    }
    step('journal', 'The user writes a journal') {
      http {
        post '/api/v1/journals'
        header 'Authorization', "Bearer ${result('validate/login', 'token')}"
        json title: 'Rehearsal', content: 'Written by the runbook'
        expect status(201)
        capture 'id', '$.id'
      }
      rollback {
        http {
          delete "/api/v1/journals/${result('validate/journal', 'id')}"
          header 'Authorization', "Bearer ${secret('admin-token')}"
          expect status(204)
        }
      }
    }
    step('api', 'UUIDs in paths') {
      check('the user, by the id that it got') { http "/api/v1/users/${result('validate/user', 'id')}"; expect status(200) }
      check('the journal, by the id that it got') { http "/api/v1/journals/${result('validate/journal', 'id')}"; expect status(200) }
      check('what is no UUID is refused') { http '/api/v1/users/17'; expect status(422) }
      check('response time') { http "/api/v1/users/${result('validate/user', 'id')}"; expect below('500ms') }
    }
    step('queries', 'Look-ups by UUID are fast') {
      check('a user by id') {
        on 'main'
        explain('select * from users where id = (select id from users order by created_at desc limit 1)') { times 100 }
        expect usesIndex('users_pkey')
        expect p95(below(lookup))
      }
      check('how many journals a user has') {
        on 'main'
        explain('''
          select u.email, count(j.id) as journal_count
          from users u left join journals j on j.user_id = u.id
          where u.id = (select id from users order by created_at desc limit 1)
          group by u.id, u.email''') { times 100 }
        expect usesIndex('journals_user_id_idx')
        expect p95(below(lookup))
      }
    }
    step('statements', 'No slow statements') {
      when('pg_stat_statements is there') { on 'main'; schema extension: 'pg_stat_statements'; expect some }
      check('statements that take more than a second') {
        on 'main'
        sql 'select count(*) from pg_stat_statements where mean_exec_time > 1000 and calls > 10'
        expect 0
      }
    }
    step('tests', 'All tests') {
      check('whole suite') { command 'pytest', 'tests/', '-v', '--tb=short'; expect exit(0) }
      check('performance') { command 'pytest', 'tests/performance/', '-v'; expect exit(0) }
      check('integration') { command 'pytest', 'tests/integration/', '-v'; expect exit(0) }
      check('api') { command 'pytest', 'tests/api/', '-v'; expect exit(0) }
    }
  }

  section('open', 'Back into service') {
    step('disable', 'End the maintenance') {
      http { post '/admin/maintenance/disable'; header 'Authorization', "Bearer ${secret('admin-token')}"; expect status(204) }
      closesWindow()
      rollback {
        http { post '/admin/maintenance/enable'; header 'Authorization', "Bearer ${secret('admin-token')}"; expect status(204) }
      }
    }
    step('watch', 'The application stays well') {
      monitor {
        every '2s'
        during watching
        tolerate 1
        check('health') { http '/health'; expect status(200) }
        check('UUID validation') { http '/api/v1/health/uuid-validation'; expect status(200) }
        check('connection to the database') { http '/api/v1/health/database'; expect status(200) }
        check('metrics') { http '/api/v1/metrics'; expect matching(~/(?s).*uuid_validation_errors_total 0.*/) }
        check('errors in the log') { log(appLog) { lines ~/(?i) error / }; expect none }
      }
    }
    step('indexes', 'Indexes are used') {
      check('indexes that nobody has used yet') {
        on 'main'
        sql "select count(*) from pg_stat_user_indexes where schemaname = 'public' and idx_scan = 0"
        warn above(2)
        expect atMost(10)
      }
    }
    step('alerts', 'Alerts are set') {
      manual 'Set alerts for connections, CPU, memory, slow statements and the rate of errors.'
      evidence 'Link to the rules'
      rollback { manual 'Take the alerts back.' }
    }
    step('done', 'Stakeholders know that it is done') {
      note 'Documentation is updated with the new types.'
      manual 'Tell stakeholders, and update the documentation.'
      evidence 'Link to the change'
      rollback { manual 'Nothing to do here: before/announced tells them.' }
    }
  }

  recovery('downgrade', 'Emergency: alembic downgrade -1, and the previous version') {
    step('stop', 'Stop the application') { command 'stop.sh' }
    step('downgrade', 'alembic downgrade -1') {
      on 'main'
      migrate { alembic { env DATABASE_URL: url('main') }; downTo '0001' }
      check('users have numbers again') { schema column: 'users.id'; expect 'integer' }
    }
    step('code', 'The previous version') { command 'git', 'checkout', '--quiet', "pre-uuid-migration-${runId}" }
    step('start', 'Start the application') {
      command 'start.sh'
      check('it answers') { http '/health'; expect status(200); within '1m' every '2s' }
    }
    step('open', 'End the maintenance') {
      http { post '/admin/maintenance/disable'; header 'Authorization', "Bearer ${secret('admin-token')}"; expect status(204) }
      closesWindow()
    }
  }

  recovery('backup', 'Back to the backup') {
    step('stop', 'Stop the application') { command 'stop.sh' }
    step('restore', 'The database as it was when the window opened') {
      on 'main'
      restore { from 'maintenance/backup' }
      check('users have numbers again') { schema column: 'users.id'; expect 'integer' }
    }
    step('code', 'The previous version') { command 'git', 'checkout', '--quiet', "pre-uuid-migration-${runId}" }
    step('start', 'Start the application') {
      command 'start.sh'
      check('it answers') { http '/health'; expect status(200); within '1m' every '2s' }
    }
    step('open', 'End the maintenance') {
      http { post '/admin/maintenance/disable'; header 'Authorization', "Bearer ${secret('admin-token')}"; expect status(204) }
      closesWindow()
    }
  }
}
