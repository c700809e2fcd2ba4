// Cognit v3.7.0: schema fixes by one script, with a version row.
//
//     ./shell/handrail run cognit-v3-7-0                                     in the sandbox, from start to end
//     ./shell/handrail run cognit-v3-7-0 --env prod --set watch=1h --set lookup=10ms           for real
//
// Made from the team's checklist; README.md beside this file maps each of its lines to a step and says what was
// corrected, and why.

String backups = input('backups', 'backups', 'Where backups go: a folder, in production a place off this server (s3://…)')
String appLog = input('app-log', 'sandbox/app.log', 'Log of the application')
Duration watching = input('watch', duration('10s'), 'How long the application is watched after the script: 1h in production')
Duration lookup = input('lookup', duration('50ms'), 'Longest p95 of a query that the new indexes serve: 10ms in production')
input('sandbox-submissions', 60_000, 'Submissions in the data that the sandbox makes; of no effect anywhere else')

runbook('cognit-v3-7-0', 'Schema fixes v3.7.0: types, constraints, partial indexes') {
  owner 'Cognit'
  description 'One script in one transaction. No downtime is needed: it holds its locks for a moment.'
  contact 'This runbook first, then the comments in the script', 'migrations/001_pragmatic_schema_fixes.sql'
  contact 'Whoever deploys, with the backup at hand', 'rollback --by restore'
  link 'what changes and why', 'SCHEMA_FIXES.md'
  link 'troubleshooting', 'backend/migrations/README.md'

  database 'main'
  database 'staging'
  service 'app'
  service 'staging-app'

  section('review', 'Review and schedule') {
    step('changes', 'The changes are understood') {
      note 'SCHEMA_FIXES.md, backend/migrations/CHANGES_SUMMARY.md and the script itself.'
      manual 'Read the three. Does any change break the application?'
      answer 'no'
      evidence 'Who read them'
    }
    step('syntax', 'The script is free of syntax errors') {
      note 'PostgreSQL itself reads every statement of the script, and executes none.'
      check('each statement of 001_pragmatic_schema_fixes.sql') {
        command(['migrations/validate_sql_syntax.sh', 'migrations/001_pragmatic_schema_fixes.sql']) { env DATABASE_URL: url('staging') }
        expect exit(0)
      }
    }
    step('schedule', 'Stakeholders know the time') {
      note 'Downtime is usually not needed for this script. A rollback is announced in the same place.'
      manual 'Choose a time of little traffic and tell stakeholders, with the text for the case of a rollback.'
      evidence 'Where it was announced'
      rollback { manual 'Tell stakeholders that v3.7.0 was taken back.' }
    }
  }

  section('staging', 'The same script on staging') {
    step('script', 'Apply 001_pragmatic_schema_fixes.sql to staging') {
      on 'staging'
      migrate { files 'migrations/*.sql'; revert 'migrations/revert/*.sql' }
      check('version') { sql "select value from database_metadata where key = 'version'"; expect '3.7.0' }
    }
    step('validate', 'Both validation tables on staging') {
      check('quick health check') { on 'staging'; sql file('queries/health-check.sql'); expect eachRow('result', 'PASS') }
      check('data integrity check') { on 'staging'; sql file('queries/data-integrity.sql'); expect eachRow('count', 0) }
    }
    step('participant', 'Create a participant') {
      http {
        on 'staging-app'
        post '/api/participants'
        json email: 'rehearsal@cognit.example'
        expect status(201)
        capture 'id', '$.participant_id'
      }
      rollback { http { on 'staging-app'; delete "/api/participants/${result('staging/participant', 'id')}"; expect status(204) } }
    }
    step('consent', 'Record consent') {
      http {
        on 'staging-app'
        post "/api/participants/${result('staging/participant', 'id')}/consent"
        json given: true
        expect status(201)
      }
      rollback { http { on 'staging-app'; delete "/api/participants/${result('staging/participant', 'id')}/consent"; expect status(204) } }
    }
    step('responses', 'Submit responses') {
      http {
        on 'staging-app'
        post "/api/participants/${result('staging/participant', 'id')}/submissions"
        json image_id: 'img-000001', description: 'A rehearsal'
        expect status(201)
      }
      rollback { http { on 'staging-app'; delete "/api/participants/${result('staging/participant', 'id')}/submissions"; expect status(204) } }
    }
    step('reading', 'Reward eligibility, admin statistics, log') {
      check('reward eligibility') {
        on 'staging-app'
        http "/api/participants/${result('staging/participant', 'id')}/eligibility"
        expect status(200)
      }
      check('admin statistics') { on 'staging-app'; http '/api/admin/stats'; expect status(200); expect below('2s') }
      check('unpaid rewards are found by their index') {
        on 'staging'
        explain("select payment_id, amount_cents from payments where status = 'pending' order by created_at limit 50") { times 50 }
        expect usesIndex('idx_payments_pending')
        expect p95(below(lookup))
      }
      check('errors in the log') { log(appLog) { lines ~/ (ERROR|FATAL) / }; expect none }
    }
  }

  section('checks', 'Final checks') {
    step('ready', 'The database is the one that is meant, and quiet') {
      check('PostgreSQL answers, 13 or newer') { on 'main'; sql "select current_setting('server_version_num')::int"; expect atLeast(130_000) }
      check('version') { on 'main'; sql "select value from database_metadata where key = 'version'"; expect oneOf('3.6.0', '3.7.0') }
      check('statements that run for more than a minute') {
        on 'main'
        sql """select count(*) from pg_stat_activity
               where datname = current_database() and state <> 'idle' and query_start < now() - interval '1 min'"""
        expect 0
      }
      check('connections, of those that the server has') {
        on 'main'
        sql "select round((select count(*) from pg_stat_activity)::numeric / current_setting('max_connections')::int, 2)"
        expect below(0.8)
      }
      check('size of the database') { on 'main'; sql 'select pg_database_size(current_database())'; expect above(0) }
      check('unpaid rewards, without their index') {
        on 'main'
        explain("select payment_id, amount_cents from payments where status = 'pending' order by created_at limit 50") { times 50 }
        expect p95(below('10s'))
      }
      hint 'Nobody can connect: systemctl status postgresql, then pg_stat_activity against max_connections; restart the application where it pools.'
    }
    step('backup', 'Back up main, and restore it into another database') {
      note 'Size, time taken and place are in the report.'
      on 'main'
      backup { to backups; jobs 2; verify restored; compare content; keep '30d' }
    }
  }

  section('deploy', 'The script') {
    step('script', 'Apply 001_pragmatic_schema_fixes.sql') {
      on 'main'
      note 'One transaction: where it fails, nothing of it is there.'
      require('the backup is fresh') { on 'main'; backupOf 'main'; expect youngerThan('1h') }
      migrate { files 'migrations/*.sql'; revert 'migrations/revert/*.sql' }
      check('version') { sql "select value from database_metadata where key = 'version'"; expect '3.7.0' }
      check('data integrity check') { sql file('queries/data-integrity.sql'); expect eachRow('count', 0) }
      check('size of the database') { sql 'select pg_database_size(current_database())'; expect notWorse(by: '25%') }
      remedy('Bring scores into 0 to 1') {
        sql '''
          update attention_stats set attention_score = greatest(0, least(1, attention_score))
          where attention_score < 0 or attention_score > 1;
          update submissions set quality_score = greatest(0, least(1, quality_score))
          where quality_score < 0 or quality_score > 1;
        '''
      }
      hint 'violates check constraint: look at the rows first (queries/data-integrity.sql), then [f]ix brings scores into 0 to 1 and tries again.'
    }
    step('validate', 'Types, constraints, partial indexes and both validation tables') {
      check('attention_checks.image_id') { on 'main'; schema column: 'attention_checks.image_id'; expect 'character varying(200)' }
      check('images.image_id') { on 'main'; schema column: 'images.image_id'; expect 'character varying(200)' }
      check('constraints on scores') {
        on 'main'
        sql "select count(*) from pg_constraint where contype = 'c' and conname like '%score%' and convalidated"
        expect atLeast(4)
      }
      check('partial indexes') {
        on 'main'
        sql 'select count(*) from pg_index where indpred is not null and indisvalid'
        expect atLeast(9)
      }
      check('quick health check') { on 'main'; sql file('queries/health-check.sql'); expect eachRow('result', 'PASS') }
      check('data integrity check') { on 'main'; sql file('queries/data-integrity.sql'); expect eachRow('count', 0) }
      check('the planner knows the tables') {
        on 'main'
        sql """select count(*) from pg_stat_user_tables
               where relname in ('submissions', 'payments', 'attention_stats') and last_analyze is not null"""
        expect 3
      }
    }
  }

  section('application', 'The application') {
    step('restart', 'Restart it') {
      command 'systemctl', 'restart', 'cognit-backend'
      rollback { command 'systemctl', 'restart', 'cognit-backend' }
    }
    step('paths', 'Critical paths') {
      check('homepage') { on 'app'; http '/'; expect status(200); within '1m' every '2s' }
      check('registration of participants') { on 'app'; http '/register'; expect status(200) }
      check('consent form') { on 'app'; http '/consent'; expect status(200) }
      check('survey') { on 'app'; http '/survey'; expect status(200) }
      check('admin dashboard') { on 'app'; http '/admin'; expect status(200) }
      check('errors in the log') { log(appLog) { lines ~/ (ERROR|FATAL) / }; expect none }
    }
    step('speed', 'Queries are fast, by their indexes') {
      check('unpaid rewards') {
        on 'main'
        explain("select payment_id, amount_cents from payments where status = 'pending' order by created_at limit 50") { times 50 }
        expect usesIndex('idx_payments_pending')
        expect p95(below(lookup))
      }
      check('submissions that an AI may have written') {
        on 'main'
        explain('select submission_id, quality_score from submissions where ai_suspected order by created_at desc limit 50') { times 50 }
        expect usesIndex('idx_submissions_ai_suspected_true')
        expect p95(below(lookup))
      }
      check('failed attention checks') {
        on 'main'
        explain('select participant_id from attention_stats where is_flagged order by participant_id limit 50') { times 50 }
        expect usesIndex('idx_attention_stats_flagged_true')
        expect p95(below(lookup))
      }
      hint 'Slower than before: analyze verbose; then the plan of the statement. One partial index can be dropped by itself.'
    }
    step('watch', 'The application stays well') {
      monitor {
        every '2s'
        during watching
        tolerate 1
        check('health') { on 'app'; http '/health'; expect status(200); warn above('500ms') }
        check('connections, of those that the server has') {
          on 'main'
          sql "select round((select count(*) from pg_stat_activity)::numeric / current_setting('max_connections')::int, 2)"
          expect below(0.8)
        }
        check('errors in the log') { log(appLog) { lines ~/ (ERROR|FATAL) / }; expect none }
      }
    }
  }

  section('first-hour', 'After an hour') {
    after '1h'
    step('look', 'Errors and constraints') {
      check('deadlocks and statements that conflicted, since the run began') {
        on 'main'
        sql 'select deadlocks + conflicts from pg_stat_database where datname = current_database()'
        expect unchanged(since: 'run')
      }
      check('constraints that hold for new rows only') {
        on 'main'
        sql "select count(*) from pg_constraint where contype = 'c' and not convalidated"
        expect 0
      }
      check('errors in the log') { log(appLog) { lines ~/ (ERROR|FATAL) / }; expect none }
    }
    step('flows', 'Users get through') {
      manual 'Go through registration, consent, survey and admin dashboard once more. Did anything go wrong?'
      answer 'no'
    }
  }

  section('first-day', 'After a day') {
    after '24h'
    step('indexes', 'Indexes are used') {
      check('partial indexes that nobody has used yet') {
        on 'main'
        sql """select count(*) from pg_stat_user_indexes s join pg_index i using (indexrelid)
               where i.indpred is not null and s.idx_scan = 0"""
        warn above(0)
        expect atMost(9)
      }
      check('each partial index: scans and size') {
        on 'main'
        sql """select s.indexrelname, s.idx_scan, s.idx_tup_read, pg_size_pretty(pg_relation_size(s.indexrelid)) as size
               from pg_stat_user_indexes s join pg_index i using (indexrelid)
               where i.indpred is not null order by s.idx_scan desc"""
        expect some
      }
      check('unpaid rewards, a day later') {
        on 'main'
        explain("select payment_id, amount_cents from payments where status = 'pending' order by created_at limit 50") { times 50 }
        expect usesIndex('idx_payments_pending')
        expect p95(below(lookup))
      }
      check('size of the database') { on 'main'; sql 'select pg_database_size(current_database())'; expect below('50GB') }
    }
    step('users', 'Nobody complains') {
      manual 'Is there any issue that users reported?'
      answer 'no'
    }
  }

  section('first-week', 'After a week') {
    after '7d'
    step('data', 'The data is better, and stays so') {
      check('data integrity check') { on 'main'; sql file('queries/data-integrity.sql'); expect eachRow('count', 0) }
      check('the backup is still there') { on 'main'; backupOf 'main'; expect some }
    }
    step('notes', 'What was learned') {
      note 'Date, person, sizes, duration, issues and their resolution, and the backup are in the report already.'
      manual 'Compare the query times of the two weeks, and correct this runbook where it was wrong.'
      evidence 'Performance notes and observations'
      rollback { manual 'Nothing to do: notes stay.' }
    }
  }

  recovery('restore', 'Critical: back to the backup') {
    step('stop', 'Stop the application') { command 'systemctl', 'stop', 'cognit-backend' }
    step('restore', 'The database as it was before the script') {
      on 'main'
      restore { from 'checks/backup' }
      check('version') { sql "select value from database_metadata where key = 'version'"; expect '3.6.0' }
    }
    step('start', 'Start the application') {
      command 'systemctl', 'start', 'cognit-backend'
      check('homepage') { on 'app'; http '/'; expect status(200); within '1m' every '2s' }
    }
    step('why', 'What went wrong') {
      manual 'Write down what went wrong, and when it is tried again.'
      evidence 'Ticket'
    }
  }
}
