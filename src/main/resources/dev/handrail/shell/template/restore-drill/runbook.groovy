// @NAME@: can the database be restored, and how long does it take? A backup that nobody has restored is a hope.
//
//     handrail check @NAME@                reads this file; contacts nothing
//     handrail run @NAME@                  in the sandbox: a PostgreSQL of its own with the tables of sandbox/main.sql
//     handrail run @NAME@ --env prod --yes changes --answer after/written=done
//
// The database itself is only read: the dump is restored into a scratch database beside it, which is dropped again.

// The language of this file. A later handrail reads it as this one does, or says what to change.
language 1

// An input has a name, a default and a description. Another value: --set longest=2h
Duration longest = input('longest', duration('1h'), 'How long a backup and its restore may take: what you promise')

// The id is how commands, journals and reports name this runbook; the title is for people.
runbook('@NAME@', 'Prove that main can be restored') {
  // Who answers for it. Shown before the first question and in the report.
  owner '#database-team'

  // A name for what the steps work on. Where it is, the environment says.
  database 'main'

  // Sections group steps. Their ids are parts of the steps' names: drill/backup.
  section('drill', 'The drill') {
    step('room', 'There is room for it') {
      // Twice the database: the dump, and the scratch database where the server is on this machine.
      check('free space where backups go') {
        disk 'backups'
        expect atLeast(ratio(2.0), of: 'select pg_database_size(current_database())')
      }
    }

    step('backup', 'Back up main, restore it, compare it') {
      backup {
        to 'backups'
        // Restores the dump into a scratch database: rows, owners, privileges, extensions and sequences are compared.
        verify restored
        // Compares what is in the rows too, not only how many there are.
        compare content
        // Backups of this step that are older are removed; never the last one.
        keep '30d'
      }
      // Add scratchOn 'rehearsal' to restore on another server, the one of: database 'rehearsal'
    }

    step('time', 'It was quick enough') {
      // How long the step took, in this run.
      check('backup and restore together') { took 'drill/backup'; expect below(longest) }
    }

    step('found', 'The backup is found') {
      check('a proven backup of main') { backupOf 'main'; expect youngerThan('1h') }
    }
  }

  section('after', 'Afterwards') {
    // Something that a person does. It changes nothing that handrail would have to take back.
    step('written', 'The result is where others find it') {
      manual 'Write down the date and how long it took where you keep such records: handrail report has both.'
      answer 'done'
    }
  }
}
