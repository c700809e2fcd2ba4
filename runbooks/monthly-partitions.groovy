// Partitions for the months to come, old ones retired. Made to be run by cron, once a month or more often:
//
//     15 2 1 * *  cd /srv/runbooks && /opt/handrail/shell/handrail run monthly-partitions --env prod --yes changes --id partitions-$(date +\%Y-\%m) --json >>/var/log/handrail.jsonl
//
// What is there already is left alone: a second run has nothing to do, and one that was missed is made up for by the
// next. Nothing here drops a row: old partitions are detached and stay as tables of their own; orders are archived before.
// Where rows of a coming month have fallen into a default partition, the run stops with exit 4 and says so; look at it,
// and go on with: handrail resume --yes changes --consent partitions/events=move-default-rows

int monthsAhead = input('months-ahead', 3, 'Months that have their partition ahead of time')
int monthsKept = input('months-kept', 12, 'Months before the present one that stay')

runbook('monthly-partitions', 'Partitions of the coming months, old ones retired') {
  owner '#database-team'
  description 'Creates partitions ahead of time and retires old ones. Blocks neither readers nor writers.'
  database 'main'

  section('partitions', 'Partitions') {
    step('events', 'Months of events') {
      partition { table 'events'; by month; ahead monthsAhead; keep monthsKept }
      check('the day after tomorrow has a place') { schema partition: 'events'; expect covers('+2d') }
    }
    step('orders', 'Months of orders, each by region') {
      partition { table 'orders'; by month; ahead monthsAhead; keep monthsKept; retire archive; to 'archive' }
      check('the day after tomorrow has a place') { schema partition: 'orders'; expect covers('+2d') }
    }
    step('visits', 'Days of visits, in the time of the shops') {
      partition { table 'visits'; by day; zone 'Europe/Oslo'; ahead 14; keep 60 }
      check('the day after tomorrow has a place') { schema partition: 'visits'; expect covers('+2d') }
    }
  }

  section('after', 'Afterwards') {
    step('nothing-astray', 'No row has fallen into a default partition') {
      check('rows without a partition of their own') { sql 'select count(*) from only events_rest'; expect 0 }
    }
  }
}
