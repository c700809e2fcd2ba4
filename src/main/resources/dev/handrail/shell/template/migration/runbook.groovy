// @NAME@: SQL files applied in order, each once, with a backup before and a way back.
//
//     handrail check @NAME@                reads this file; contacts nothing
//     handrail run @NAME@                  in the sandbox: a PostgreSQL of its own with the tables of sandbox/main.sql
//     handrail run @NAME@ --env prod       for real; handrail.yml says where prod is
//
// Replace the files in migrations/ by your own. Each line below says what it is for.

// The language of this file. A later handrail reads it as this one does, or says what to change.
language 1

// An input has a name, a default and a description. Another value: --set keep=60d
Duration kept = input('keep', duration('30d'), 'How long the backup is kept')

// The id is how commands, journals and reports name this runbook; the title is for people.
runbook('@NAME@', 'Apply the migrations') {
  // Who answers for it. Shown before the first question and in the report.
  owner '#database-team'

  // A name for what the steps work on. Where it is, the environment says.
  database 'main'

  // Sections group steps. Their ids are parts of the steps' names: before/quiet.
  section('before', 'Before anything changes') {
    // A step without an action only asks.
    step('quiet', 'No statement has run for five minutes') {
      check('statements that run for more than five minutes') {
        // SQL is written in place, never put together from text.
        sql """select count(*) from pg_stat_activity
               where datname = current_database() and state <> 'idle' and query_start < now() - interval '5 min'"""
        // Another answer fails the step, and the run stops there.
        expect 0
      }
    }

    // `verify restored` restores the dump into a scratch database and counts every table.
    step('backup', 'Back up main') {
      backup { to 'backups'; verify restored; keep kept }
    }
  }

  section('schema', 'The migrations') {
    step('scripts', 'Apply what is pending') {
      // Judged before the question: without it the step is not offered.
      require('the backup is fresh') { backupOf 'main'; expect youngerThan('1h') }
      // In the order of their names, each file in one transaction and once, whatever run applied it.
      // `revert` files have the same names, and take their file back.
      migrate { files 'migrations/*.sql'; revert 'migrations/revert/*.sql' }
      // Judged afterwards: does the database have what the code needs?
      check('customers have a locale') { schema column: 'customers.locale'; expect some }
    }

    // Many rows in small transactions: nobody waits for long, and a run that was cut short goes on where it stopped.
    step('locales', 'Every customer gets a locale') {
      backfill { table 'customers'; set "locale = 'en'"; where 'locale is null'; batch 1_000 }
      check('customers without a locale') { sql 'select count(*) from customers where locale is null'; expect 0 }
      // handrail can't know what was there before: the author says how it is taken back, or `irreversible 'why'`.
      rollback {
        backfill { table 'customers'; set 'locale = null'; where 'locale is not null'; batch 1_000 }
      }
    }

    // Put in force without keeping others out; it knows its own way back.
    step('required', 'No customer without a locale from now on') {
      constraint { table 'customers'; notNull 'locale' }
    }
  }

  // Another way back than undoing step by step: handrail rollback --by from-backup
  recovery('from-backup', 'Back to the backup') {
    step('restore', 'Restore main beside the present one, then swap their names') {
      restore { from 'before/backup' }
    }
  }
}
