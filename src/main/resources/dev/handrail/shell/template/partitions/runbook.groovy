// @NAME@: partitions for the months to come, old ones retired. Made to be run by cron, once a month or more often:
//
//     15 2 1 * *  handrail run @NAME@ --env prod --yes changes --id @NAME@-$(date +\%Y-\%m)
//
//     handrail check @NAME@                reads this file; contacts nothing
//     handrail run @NAME@                  in the sandbox: a PostgreSQL of its own with the tables of sandbox/main.sql
//     handrail partitions --env prod       how the partitions stand there
//
// What is there already is left alone: a second run has nothing to do.

// The language of this file. A later handrail reads it as this one does, or says what to change.
language 1

// An input has a name, a default and a description. Another value: --set months-ahead=6
int monthsAhead = input('months-ahead', 3, 'Months that have their partition ahead of time')
int monthsKept = input('months-kept', 12, 'Months before the present one that stay')

// The id is how commands, journals and reports name this runbook; the title is for people.
runbook('@NAME@', 'Partitions of the coming months, old ones retired') {
  // Who answers for it. Shown before the first question and in the report.
  owner '#database-team'

  // A name for what the steps work on. Where it is, the environment says.
  database 'main'

  // Sections group steps. Their ids are parts of the steps' names: partitions/events.
  section('partitions', 'Partitions') {
    step('events', 'Months of events') {
      // Creates what is missing as the newest partition is made, and detaches what is older than `keep`: a detached
      // partition stays as a table of its own. `retire archive` backs it up first, `retire drop` drops it.
      partition { table 'events'; by month; ahead monthsAhead; keep monthsKept }
      // Judged afterwards. A row without a partition would be refused by the database.
      check('the day after tomorrow has a place') { schema partition: 'events'; expect covers('+2d') }
    }
  }

  section('after', 'Afterwards') {
    // A step without an action only asks.
    step('nothing-astray', 'No row has fallen into the default partition') {
      check('rows without a partition of their own') {
        // SQL is written in place, never put together from text.
        sql 'select count(*) from only events_rest'
        // Another answer fails the step: see why rows came outside of the months.
        expect 0
      }
    }
  }
}
