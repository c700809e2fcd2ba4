// CAPSIM v1.8: four new fields for each person.
//
//     ./shell/handrail run capsim-v1-8                                                   in the sandbox, from start to end
//     ./shell/handrail run capsim-v1-8 --env staging                                     first
//     ./shell/handrail run capsim-v1-8 --env prod --set staged=staging --set watch=15m --set lookup=1ms   then for real
//
// Made from the team's validation plan; README.md beside this file maps each of its lines to a step and says what was
// corrected, and why.

String staged = input('staged', '', 'Environment in which this very runbook must have passed before: staging, for production')
String backups = input('backups', 'backups', 'Where backups go: a folder, in production a place off this server (s3://…)')
String appLog = input('app-log', 'sandbox/app.log', 'Log of the application')
Duration watching = input('watch', duration('10s'), 'How long the application is watched at the end: 15m in production')
Duration lookup = input('lookup', duration('10ms'), 'Longest p95 of a look-up in the purchases: 1ms in production')
input('sandbox-persons', 200_000, 'Persons in the data that the sandbox makes; of no effect anywhere else')

runbook('capsim-v1-8', 'Persons get purchases, trust and their history') {
  owner 'CAPSIM DevOps'
  description 'No downtime is planned: columns with defaults take a moment, the GIN index is built while everybody works.'
  contact 'DevOps', '@devops'

  database 'main'
  database 'isolated'
  service 'app'
  service 'grafana'
  metrics 'default'

  section('image', 'The image') {
    step('build', 'Build it anew') {
      // Here, so that nothing has been touched where staging was forgotten.
      if (staged != '') {
        require('this very runbook has passed there in the last seven days') { runOf staged; expect youngerThan('7d') }
      }
      command 'docker', 'compose', 'build', '--no-cache', 'app'
      check('the new types can be imported') {
        command 'docker', 'compose', 'run', '--rm', 'app', '/usr/bin/python3', '-c',
          'from sqlalchemy import SmallInteger, Float; from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION, JSONB'
        expect exit(0)
      }
      check('tests, with the fallbacks for old rows') { command 'docker', 'compose', 'run', '--rm', 'app', 'pytest'; expect exit(0) }
      rollback { command 'docker', 'compose', 'down', 'app' }
    }
  }

  section('isolated', 'The migration in isolation') {
    step('postgres', 'Start the isolated PostgreSQL') {
      command 'docker', 'compose', 'up', '-d', 'postgres'
      rollback { command 'docker', 'compose', 'stop', 'postgres' }
    }
    step('upgrade', 'alembic upgrade head, in the container') {
      on 'isolated'
      migrate {
        alembic { through 'docker', 'compose', 'run', '--rm', '-e', 'DATABASE_URL', 'app'; env DATABASE_URL: url('isolated') }
      }
      check('constraints of the new fields') { sql file('queries/constraints.sql'); expect eachRow('result', 'PASS') }
    }
    step('downgrade', 'alembic downgrade, the way back') {
      on 'isolated'
      migrate {
        alembic { through 'docker', 'compose', 'run', '--rm', '-e', 'DATABASE_URL', 'app'; env DATABASE_URL: url('isolated') }
        downTo '0004'
      }
      check('none of the new fields is left') { sql file('queries/columns.sql'); expect none }
      rollback {
        migrate {
          alembic { through 'docker', 'compose', 'run', '--rm', '-e', 'DATABASE_URL', 'app'; env DATABASE_URL: url('isolated') }
        }
      }
    }
    step('again', 'And up again') {
      on 'isolated'
      migrate {
        alembic { through 'docker', 'compose', 'run', '--rm', '-e', 'DATABASE_URL', 'app'; env DATABASE_URL: url('isolated') }
      }
    }
  }

  section('before', 'Before the deployment') {
    step('ready', 'Little traffic, and nobody in the way') {
      check('statements that run for more than a minute') {
        on 'main'
        sql """select count(*) from pg_stat_activity
               where datname = current_database() and state <> 'idle' and query_start < now() - interval '1 min'"""
        expect 0
      }
      check('requests in a second: little traffic') { metric 'sum(rate(http_requests_total{job="capsim"}[1m]))'; expect below(50); within '1m' every '2s' }
      check('bytes of a person, on average') { on 'main'; sql file('queries/row-bytes.sql'); expect above(0) }
    }
    step('backup', 'Back up main') {
      on 'main'
      backup { to backups; jobs 2; verify restored; keep '30d' }
    }
  }

  section('migrate', 'Migration 0005') {
    step('upgrade', 'alembic upgrade head') {
      on 'main'
      require('the backup is fresh') { on 'main'; backupOf 'main'; expect youngerThan('1h') }
      watch {
        every '2s'
        tolerate 2
        check('health') { on 'app'; http '/healthz'; expect field('$.status', 'ok') }
      }
      migrate {
        alembic { through 'docker', 'compose', 'run', '--rm', '-e', 'DATABASE_URL', 'app'; env DATABASE_URL: url('main') }
      }
      check('alembic current') { sql 'select version_num from alembic_version'; expect '0005' }
      check('persons') { sql 'select count(*) from capsim.persons'; expect unchanged }
      check('all four fields') { sql file('queries/columns.sql'); expect eachRow('result', 'PASS') }
      check('constraints of the new fields') { sql file('queries/constraints.sql'); expect eachRow('result', 'PASS') }
    }
    step('downtime', 'Nobody waited longer than was estimated') {
      note 'Its locks were held for no longer than the step took: less than the 30 seconds of the plan.'
      check('the migration, in milliseconds') { took 'migrate/upgrade'; expect below(30_000) }
    }
    step('history', 'The purchases of each person') {
      on 'main'
      backfill {
        table 'capsim.persons'
        set "purchases = jsonb_build_object('items', jsonb_build_array('sku-' || id % 19997, 'sku-' || id % 19991))"
        where "purchases = '{}'"
      }
      check('persons without their history') { sql "select count(*) from capsim.persons where purchases = '{}'"; expect 0 }
      rollback { backfill { table 'capsim.persons'; set "purchases = '{}'"; where "purchases <> '{}'" } }
    }
    step('index', 'GIN index, while everybody works') {
      on 'main'
      watch {
        every '1s'
        tolerate 2
        check('memory of the application') { metric 'process_resident_memory_bytes{job="capsim"}'; expect below('1GB') }
        check('health') { on 'app'; http '/healthz'; expect field('$.status', 'ok') }
      }
      index { create 'persons_purchases_idx on capsim.persons using gin (purchases jsonb_path_ops)' }
      check('it is complete') { schema index: 'capsim.persons_purchases_idx'; expect valid }
    }
  }

  section('validate', 'Validation') {
    step('performance', 'Time, size and speed') {
      check('the index on 200,000 persons, in milliseconds: 5 seconds for each 100,000') { took 'migrate/index'; warn above(4_000); expect below(10_000) }
      check('bytes of a person, on average') { on 'main'; sql file('queries/row-bytes.sql'); expect below(300) }
      check('size of the table') { on 'main'; sql "select pg_total_relation_size('capsim.persons')"; expect below('2GB') }
      check('who bought an item') {
        on 'main'
        explain('''select id from capsim.persons where purchases @> '{"items": ["sku-77"]}' ''') { times 200 }
        expect usesIndex('persons_purchases_idx')
        expect p95(below(lookup))
      }
    }
    step('start', 'Start the whole stack') {
      command 'docker', 'compose', 'up', '-d'
      check('health') { on 'app'; http '/healthz'; expect field('$.status', 'ok'); within '1m' every '2s' }
      rollback { command 'docker', 'compose', 'restart', 'app' }
    }
    step('observability', 'Metrics, logs') {
      check('Prometheus collects from the application') { metric 'up{job="capsim"}'; expect 1; within '1m' every '2s' }
      check('and its own numbers arrive') { metric 'count(persons_total{job="capsim"})'; expect atLeast(1); within '1m' every '2s' }
      check('errors in the log') { log(appLog) { lines ~/ERROR|CRITICAL/ }; expect none }
    }
  }

  section('grafana', 'Dashboards and alert rules') {
    step('board', 'Dashboard of persons') {
      http {
        on 'grafana'
        post '/api/dashboards/db'
        header 'Authorization', "Bearer ${secret('grafana-token')}"
        header 'Content-Type', 'application/json'
        body file('dashboards/persons.json')
        expect status(200)
      }
      check('it is shown') {
        http { on 'grafana'; get '/api/dashboards/uid/capsim-persons'; header 'Authorization', "Bearer ${secret('grafana-token')}" }
        expect field('$.dashboard.title', 'CAPSIM persons')
      }
      rollback {
        http {
          on 'grafana'
          delete '/api/dashboards/uid/capsim-persons'
          header 'Authorization', "Bearer ${secret('grafana-token')}"
          expect status(200)
        }
      }
    }
    step('alerts', 'Alert rule') {
      http {
        on 'grafana'
        post '/api/v1/provisioning/alert-rules'
        header 'Authorization', "Bearer ${secret('grafana-token')}"
        header 'Content-Type', 'application/json'
        body file('alerts/person-lookups.json')
        expect status(201)
      }
      rollback {
        http {
          on 'grafana'
          delete '/api/v1/provisioning/alert-rules/capsim-person-lookups'
          header 'Authorization', "Bearer ${secret('grafana-token')}"
          expect status(204)
        }
      }
    }
  }

  section('traffic', 'Full traffic') {
    step('watch', 'The application stays healthy for fifteen minutes') {
      monitor {
        every '2s'
        during watching
        tolerate 1
        check('health') { on 'app'; http '/healthz'; expect field('$.status', 'ok'); warn above('500ms') }
        check('Prometheus collects') { metric 'up{job="capsim"}'; expect 1 }
        check('memory of the application') { metric 'process_resident_memory_bytes{job="capsim"}'; warn above('800MB'); expect below('1GB') }
        check('errors in the log') { log(appLog) { lines ~/ERROR|CRITICAL/ }; expect none }
      }
    }
    step('enable', 'Enable full traffic') {
      manual 'Take away the limit of requests at the load balancer.'
      evidence 'Link to the change'
      rollback { manual 'Limit requests at the load balancer again.' }
    }
  }

  recovery('downgrade', 'alembic downgrade: without the new fields') {
    step('index', 'The index goes first') { on 'main'; index { drop 'capsim.persons_purchases_idx' } }
    step('downgrade', 'alembic downgrade') {
      on 'main'
      migrate {
        alembic { through 'docker', 'compose', 'run', '--rm', '-e', 'DATABASE_URL', 'app'; env DATABASE_URL: url('main') }
        downTo '0004'
      }
      check('none of the new fields is left') { sql file('queries/columns.sql'); expect none }
    }
    step('restart', 'Restart the application') {
      command 'docker', 'compose', 'restart', 'app'
      check('health') { on 'app'; http '/healthz'; expect field('$.status', 'ok'); within '1m' every '2s' }
    }
  }

  recovery('restore', 'Back to the backup') {
    step('restore', 'The database as it was before') {
      on 'main'
      restore { from 'before/backup' }
      check('alembic current') { sql 'select version_num from alembic_version'; expect '0004' }
    }
    step('restart', 'Restart the application') {
      command 'docker', 'compose', 'restart', 'app'
      check('health') { on 'app'; http '/healthz'; expect field('$.status', 'ok'); within '1m' every '2s' }
    }
  }
}
