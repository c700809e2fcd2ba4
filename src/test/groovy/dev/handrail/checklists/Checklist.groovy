package dev.handrail.checklists

import java.nio.file.Path

/** A runbook made from a checklist: every answer that it needs, and how it is made to fail on its way. */
class Checklist {
    static final List<Checklist> ALL = [
        new Checklist(
            name: 'cognit-v3-7-0',
            tasks: ['review/changes=no', 'review/schedule=done', 'first-hour/flows=no', 'first-day/users=no', 'first-week/notes=done',
                    'restore/why=done'],
            asked: ['review/changes', 'review/schedule', 'first-week/notes', 'restore/why'],
            destroying: ['deploy/script', 'staging/script=staging', 'restore/restore'],
            consents: ['restore/restore=end-sessions'],
            recoveries: ['restore'],
            inputs: ['watch=2s'],
            small: ['sandbox-submissions=500'],
            later: true,
            breaks: 'update attention_stats set attention_score = 1.2 where participant_id < 4',
            stops: 'deploy/script', saying: 'check constraint "attention_stats_score_range"',
            mends: 'update attention_stats set attention_score = greatest(0, least(1, attention_score))',
            fresh: "select value = '3.6.0' from database_metadata where key = 'version'"),
        new Checklist(
            name: 'vibes-uuid-schema',
            tasks: ['before/approved=yes', 'before/announced=done', 'open/alerts=done', 'open/done=done'],
            asked: ['before/approved', 'before/announced', 'open/alerts', 'open/done'],
            destroying: ['migration/migrate', 'test/migrate=test', 'downgrade/downgrade', 'backup/restore'],
            consents: ['backup/restore=end-sessions'],
            recoveries: ['downgrade', 'backup'],
            inputs: ['state=FOLDER', 'backups=s3://vibes-backups/pre-uuid-migration', 'watch=2s'],
            small: ['sandbox-journals=500'],
            breaks: 'create index journal_tags_journal_id_idx on journal_tags (journal_id); create view journals_of_users as select user_id from journals',
            stops: 'migration/migrate', saying: 'journals_of_users depends on column user_id',
            mends: 'drop view journals_of_users',
            fresh: "select version_num = '0001' from alembic_version"),
        new Checklist(
            name: 'civicpulse-us-16-2',
            tasks: ['safety/readiness=yes', 'switch/by-hand=done', 'after/actions=done'],
            asked: ['safety/readiness', 'switch/by-hand', 'after/actions'],
            destroying: ['migrate/apply', 'rehearse/forward=rehearsal', 'rehearse/back=rehearsal', 'rehearse/again=rehearsal', 'restore/restore'],
            consents: ['restore/restore=end-sessions'],
            recoveries: ['restore'],
            inputs: ['watch=2s'],
            breaks: "update people_voterrecord set status = 'moved' where id = 1",
            stops: 'migrate/apply', saying: 'voter_status_known',
            mends: "update people_voterrecord set status = 'inactive' where id = 1",
            fresh: 'select count(*) = 33 from django_migrations'),
        new Checklist(
            name: 'capsim-v1-8',
            tasks: ['traffic/enable=done'],
            asked: ['traffic/enable'],
            destroying: ['isolated/upgrade=isolated', 'isolated/downgrade=isolated', 'isolated/again=isolated', 'migrate/upgrade',
                         'downgrade/downgrade', 'restore/restore'],
            consents: ['restore/restore=end-sessions'],
            recoveries: ['downgrade', 'restore'],
            inputs: ['watch=5s'],
            small: ['sandbox-persons=1000'],
            staged: 'staged=sandbox',
            services: ['app', 'grafana'],
            scraped: 'app',
            breaks: 'alter table capsim.persons add column trust double precision',
            stops: 'migrate/upgrade', saying: 'column "trust" of relation "persons" already exists',
            mends: 'alter table capsim.persons drop column trust',
            fresh: "select version_num = '0004' from alembic_version"),
        new Checklist(
            name: 'mono-uuid-schema',
            tasks: ['validate/support=no', 'after/tickets=done', 'gradual/hybrid=done'],
            asked: ['after/tickets', 'gradual/hybrid'],
            destroying: ['infrastructure/audit-tables', 'infrastructure/months', 'schema/scripts', 'data/uuid-required', 'immediate/restore',
                         'gradual/optional'],
            consents: ['immediate/restore=end-sessions'],
            recoveries: ['immediate', 'gradual'],
            keeping: 'gradual',
            inputs: ['watch=2s'],
            small: ['sandbox-users=1000'],
            later: true,
            breaks: 'create table audit_logs (id int)',
            stops: 'infrastructure/audit-tables', saying: 'relation "audit_logs" already exists',
            mends: 'drop table audit_logs',
            fresh: "select to_regclass('user_roles') is null"),
    ]

    /** All, or the one that {@code -Dchecklist=NAME} says. */
    static final List<Checklist> WANTED = ALL.findAll { System.getProperty('checklist') in [null, it.name] }

    String name
    /** STEP=ANSWER of what a person does. */
    List<String> tasks = []
    /** Steps that want evidence. */
    List<String> asked = []
    /** STEP, or STEP=DATABASE where it is not main: what destroys, forwards or back. */
    List<String> destroying = []
    List<String> consents = []
    List<String> recoveries = []
    /** The recovery that keeps what was written, and so leaves more than there was. */
    String keeping
    List<String> inputs = []
    /** Inputs that make of it what a build has time for. */
    List<String> small = []
    /** The input that asks for an environment in which it has passed before, and the services of the one that asks. */
    String staged
    List<String> services = []
    /** The service that a real Prometheus scrapes, in place of the stand-in for one. */
    String scraped
    /** Whether something of it is due later. */
    boolean later
    /** SQL before a run that lets it fail at {@code stops}, and SQL that mends it. */
    String breaks
    String stops
    String saying
    String mends
    /** A query that holds where nothing of the runbook is in the database. */
    String fresh

    String database(String logical = 'main') {
        "${name.replace('-', '_')}_$logical"
    }

    /** @param databases their names in the environment; none: in the sandbox */
    List<String> answers(String environment = 'sandbox', Map<String, String> databases = [:]) {
        List<String> words = ['--yes', 'changes']
        tasks.each { words += ['--answer', it] }
        asked.each { words += ['--evidence', "$it=a spec".toString()] }
        destroying.each {
            List<String> parts = it.split('=') as List
            String logical = parts[1] ?: 'main'
            words += ['--confirm', "${parts[0]}=$environment/${databases[logical] ?: database(logical)}".toString()]
        }
        consents.each { words += ['--consent', it] }
        words
    }

    /** @param folder where what they leave behind may lie */
    List<String> settings(Path folder, List<String> more = []) {
        (inputs + more).collectMany { ['--set', it.replace('FOLDER', folder.toString())] }
    }

    @Override
    String toString() {
        name
    }
}
