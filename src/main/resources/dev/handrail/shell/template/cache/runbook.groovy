// @NAME@: one family of keys forgotten and filled in again from the database.
//
//     handrail check @NAME@                reads this file; contacts nothing
//     handrail run @NAME@                  in the sandbox: a PostgreSQL and a Redis of its own, see sandbox/main.sql
//     handrail run @NAME@ --env prod       for real; handrail.yml says where prod is
//
// Keys are found by SCAN and taken away by UNLINK, which block nobody; other keys stay.

// The language of this file. A later handrail reads it as this one does, or says what to change.
language 1

// The id is how commands, journals and reports name this runbook; the title is for people.
runbook('@NAME@', 'Fill the cache of products anew') {
  // Who answers for it. Shown before the first question and in the report.
  owner '#platform-team'

  // Names for what the steps work on. Where they are, the environment says.
  database 'main'
  cache 'products'

  // Sections group steps. Their ids are parts of the steps' names: before/ready.
  section('before', 'Before anything changes') {
    // A step without an action only asks.
    step('ready', 'The cache answers and has room') {
      check('it answers') { redis 'ping'; expect 'PONG' }
      // A warning does not stop the run.
      check('memory in use') { redis 'memory'; warn above('1GB') }
    }
  }

  section('cache', 'The products') {
    // What is written anew does not have to be flushed first; this is for keys whose product is gone.
    step('flush', 'Forget the old ones') {
      flush { keys 'product:*' }
    }

    step('warm', 'Fill in the new ones') {
      warm {
        // Each row becomes one key. {name} stands for the row's column.
        from 'select id, sku, name, price_cents from products'
        key 'product:{id}'
        hash sku: '{sku}', name: '{name}', price: '{price_cents}'
        // Each key lives up to a tenth shorter, so that they don't all end in the same moment.
        ttl '1h', jitter: '10%'
      }
      // Judged afterwards: almost every product is there.
      check('products in the cache') {
        redis 'count', 'product:*'
        expect atLeast(ratio(0.99), of: 'select count(*) from products')
      }
    }
  }
}
