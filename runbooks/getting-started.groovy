// Your first runbook. Run it, it harms nothing:
//
//     ./shell/handrail run runbooks/getting-started.groovy
//
// Without --env it works on the sandbox: a PostgreSQL and a Redis of its own on this machine, with the small shop that
// getting-started/sandbox/shop.sql describes. Each step is shown and asked before it is done. Answer y to each of them
// the first time; then run it again and see how little is left to do, or take it all back: ./shell/handrail rollback
//
// Nothing in this file is done while it is read. It only describes; a mistake in it is found before the first step.

// Inputs come first. Give another value with --set months-ahead=6.
int monthsAhead = input('months-ahead', 3, 'How many months of order events have their partition ahead of time')

runbook('getting-started', 'The shop keeps the total of each order') {
  owner 'You'
  description 'Adds totals to 50,000 orders, gets the coming months ready and fills the cache of the catalogue.'

  // Names for what the steps work on. Where they are is said by the environment, never by the runbook: the same file
  // runs in the sandbox, on staging and in production.
  database 'shop'
  cache 'catalogue'
  service 'web'

  section('before', 'Before anything changes') {
    // A step without an action only asks. A check is a question and the answer that is expected.
    step('quiet', 'Nobody is busy in the database') {
      check('statements that run for more than a minute') {
        sql """select count(*) from pg_stat_activity
               where datname = current_database() and state <> 'idle' and query_start < now() - interval '1 min'"""
        expect 0
      }
    }

    // `verify restored` restores the dump into a scratch database and counts every table. A backup that nobody has
    // restored is a hope.
    step('backup', 'Back up the shop') {
      backup { to 'backups'; jobs 2; verify restored; keep '7d' }
    }
  }

  section('schema', 'New columns and what they need') {
    // A require is judged before the question. Where it does not hold, the step is not offered.
    step('scripts', 'Add the columns') {
      note 'Three files, each in one transaction and applied once. Run this again and there is nothing to do.'
      require('the backup is fresh') { backupOf 'shop'; expect youngerThan('1h') }
      migrate { files 'getting-started/*.sql'; revert 'getting-started/revert/*.sql' }
      check('orders can have a total') { schema column: 'orders.total_cents'; expect some }
    }

    // Many rows in small transactions: nobody waits for long, and a run that is cut short goes on where it stopped.
    // handrail can't know how old values come back, so the step says it: a rollback is one action too.
    step('totals', 'Every order gets its total') {
      backfill {
        table 'orders'
        set '''total_cents = (
          select coalesce(sum(l.quantity * l.price_cents), 0) from order_lines l where l.order_id = orders.id)'''
        where 'total_cents is null'
        batch 5_000
      }
      check('orders without a total') { sql 'select count(*) from orders where total_cents is null'; expect 0 }
      rollback {
        backfill { table 'orders'; set 'total_cents = null'; where 'total_cents is not null'; batch 5_000 }
      }
    }

    step('required', 'No order without a total from now on') {
      // handrail:accept HZ010 a few thousand orders are read in a moment
      sql 'alter table orders alter column total_cents set not null'
      rollback { sql 'alter table orders alter column total_cents drop not null' }
    }

    // Three words know their own way back, so nothing has to be said: partition drops what it made while it is empty,
    // index drops what it built, warm (below) unlinks what it wrote.
    step('months', 'Partitions for the months to come') {
      partition { table 'order_events'; by month; ahead monthsAhead }
      check('there is room for the day after tomorrow') { schema partition: 'order_events'; expect covers('+2d') }
    }

    step('index', 'Find open orders fast') {
      index { create "orders_open_idx on orders (placed_at) where status = 'open'" }
      check('the index is complete') { schema index: 'orders_open_idx'; expect valid }
      check('the list of open orders') {
        explain("select id, placed_at from orders where status = 'open' order by placed_at limit 20") { times 50 }
        expect usesIndex('orders_open_idx')
        expect p95(below('10ms'))
      }
    }
  }

  section('cache', 'The catalogue in the cache') {
    // Keys are found by SCAN and taken away by UNLINK, which block nobody. On a fresh sandbox there are none yet.
    step('flush', 'Forget the old catalogue') {
      flush { keys 'product:*' }
    }

    step('warm', 'Fill in the new one') {
      warm {
        from 'select id, sku, name, price_cents, available from catalogue'
        key 'product:{id}'
        hash sku: '{sku}', name: '{name}', price: '{price_cents}', available: '{available}'
        ttl '1h'
      }
      check('products in the cache') {
        redis 'count', 'product:*'
        expect atLeast(ratio(0.99), of: 'select count(*) from products')
      }
    }
  }

  section('after', 'Look, and let a person look') {
    // In the sandbox a stand-in answers for the web shop: getting-started/sandbox/web.yml says what.
    step('health', 'The shop stays healthy for three seconds') {
      monitor {
        every '1s'
        during '3s'
        check('the shop answers') { http '/health'; expect status(200) }
        check('open orders') { sql "select count(*) from orders where status = 'open'"; expect atLeast(1) }
      }
    }

    // Some things only a person can see. Another answer than the expected one fails the step.
    step('look', 'A person looks at an order') {
      note 'This shop is only data. Answer yes, or no to see what a failed step looks like.'
      manual 'Open the shop and look at one order. Does it show a total?'
      answer 'yes'
    }
  }

  // Besides taking back step by step there may be another way back: `handrail rollback --by from-backup`.
  recovery('from-backup', 'Back to the backup, whatever happened since') {
    step('restore', 'Restore the shop beside the present one and swap their names') {
      restore { from 'before/backup' }
    }
    step('forget', 'Forget the new catalogue') {
      flush { keys 'product:*' }
    }
  }
}
