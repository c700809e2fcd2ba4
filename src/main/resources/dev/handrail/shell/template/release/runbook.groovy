// @NAME@: a release within a maintenance window, watched afterwards.
//
//     handrail check @NAME@                reads this file; contacts nothing
//     handrail run @NAME@                  in the sandbox: stand-ins answer, see sandbox/api.yml and sandbox/bin/deploy
//     handrail run @NAME@ --env prod --set watch=15m
//
// Replace the program `deploy` by yours: kubectl, docker, a script. Each argument is a text of its own, there is no shell.

// The language of this file. A later handrail reads it as this one does, or says what to change.
language 1

// Inputs have a name, a default and a description. Other values: --set release=v2.1.0
String release = input('release', 'v2.0.0', 'Release to deploy')
String previous = input('previous', 'v1.9.0', 'Release to go back to')
Duration watching = input('watch', duration('3s'), 'How long the api is watched afterwards: 15m in production')

// The id is how commands, journals and reports name this runbook; the title is for people.
runbook('@NAME@', 'Deploy a release of the api') {
  // Who answers for it, and who is called when a step fails.
  owner '#platform-team'
  contact 'On-call engineer', 'PagerDuty'

  // How long the site may be out of service. The clock runs from opensWindow to closesWindow.
  window '30m'

  // A name for what the steps talk to. Where it is, the environment says.
  service 'api'

  // Sections group steps. Their ids are parts of the steps' names: before/healthy.
  section('before', 'Before the window') {
    // A step without an action only asks.
    step('healthy', 'The api is healthy before anything changes') {
      check('it answers') { http '/health'; expect status(200) }
    }
  }

  section('release', 'Release') {
    step('maintenance', 'Take the site out of service') {
      opensWindow()
      // Another answer than the expected one fails the step. The address is the environment's, the path is ours.
      http { post '/admin/maintenance/enable'; expect status(204) }
      // How this step is taken back, by handrail rollback or where a later step fails and the operator backs out.
      rollback { http { post '/admin/maintenance/disable'; expect status(204) } }
    }

    step('deploy', 'Deploy the api') {
      // Shown when the step fails.
      hint 'See what the program printed: it is in the journal.'
      command 'deploy', 'api', release
      rollback { command 'deploy', 'api', previous }
    }

    step('reopen', 'Put the site back into service') {
      http { post '/admin/maintenance/disable'; expect status(204) }
      closesWindow()
      rollback { http { post '/admin/maintenance/enable'; expect status(204) } }
    }
  }

  section('after', 'Look, and let a person look') {
    // Asks again and again. One failure stops it: tolerate 2 would forgive two in a row.
    step('watch', 'The api stays healthy') {
      monitor {
        every '1s'
        during watching
        check('it answers') { http '/health'; expect status(200) }
      }
    }

    // Some things only a person can see. Another answer than the expected one fails the step.
    // Without a terminal: --answer after/support=no
    step('support', 'Nobody complains') {
      manual 'Read #support. Any issue that a customer reported?'
      answer 'no'
    }
  }
}
