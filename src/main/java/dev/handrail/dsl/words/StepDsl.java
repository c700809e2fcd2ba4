package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The whole vocabulary of a step: its actions, and what is asked and said around them. The blocks of {@code rollback}
 * and {@code remedy} know its actions too.
 */
public record StepDsl(Block block) implements Values {
    /** Runs statements in one transaction. */
    @Word(value = "runs statements in one transaction", example = "sql 'analyze users'")
    public void sql(@Literal CharSequence statements) {
        block.say("sql", statements);
    }

    /** Runs statements with bounds, or one outside a transaction. */
    @Word(value = "runs statements in one transaction", example = "sql('vacuum users') { outsideTransaction() }")
    public void sql(
            @Literal CharSequence statements,
            @DelegatesTo(value = SqlOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("sql", body, SqlOptions::new, statements);
    }

    /** Runs a file's statements in one transaction. */
    @Word(value = "runs a file's statements in one transaction", example = "sql file('cleanup.sql')")
    public void sql(FileText statements) {
        block.say("sql", statements);
    }

    /** Runs a file's statements with bounds. */
    @Word(
            value = "runs a file's statements in one transaction",
            example = "sql(file('cleanup.sql')) { lockTimeout '5s' }")
    public void sql(
            FileText statements,
            @DelegatesTo(value = SqlOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("sql", body, SqlOptions::new, statements);
    }

    /** Applies what is pending, in order, each file once. */
    @Word(value = "applies pending SQL files, each once", example = "migrate { files 'migrations/*.sql' }")
    public void migrate(@DelegatesTo(value = MigrateOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("migrate", body, MigrateOptions::new);
    }

    /** Builds, replaces or drops an index without blocking writers. */
    @Word(
            value = "builds or drops an index without blocking writers",
            example = "index { create 'users_email_idx on users (email)' }")
    public void index(@DelegatesTo(value = IndexOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("index", body, IndexOptions::new);
    }

    /** Puts a constraint in force without blocking readers and writers. */
    @Word(
            value = "puts a constraint in force without blocking anybody",
            example = "constraint { table 'users'; notNull 'email' }")
    public void constraint(
            @DelegatesTo(value = ConstraintOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("constraint", body, ConstraintOptions::new);
    }

    /** Changes many rows in small transactions. */
    @Word(
            value = "changes many rows in small transactions",
            example = "backfill { table 'users'; set 'uuid = gen_random_uuid()'; where 'uuid is null' }")
    public void backfill(
            @DelegatesTo(value = BackfillOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("backfill", body, BackfillOptions::new);
    }

    /** Creates the partitions that are missing, retires old ones. */
    @Word(
            value = "creates missing partitions, retires old ones",
            example = "partition { table 'audit_logs'; by month; ahead 3 }")
    public void partition(
            @DelegatesTo(value = PartitionOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("partition", body, PartitionOptions::new);
    }

    /** Dumps a database and proves the dump. */
    @Word(value = "dumps a database and proves the dump", example = "backup { to 'backups'; verify restored }")
    public void backup(@DelegatesTo(value = BackupOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("backup", body, BackupOptions::new);
    }

    /** Restores a backup into a new database, then swaps the names. */
    @Word(value = "restores a backup beside, then swaps names", example = "restore { from 'before/backup' }")
    public void restore(@DelegatesTo(value = RestoreOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("restore", body, RestoreOptions::new);
    }

    /** Unlinks keys by pattern. */
    @Word(value = "unlinks keys by pattern", example = "flush { keys 'perm:*' }")
    public void flush(@DelegatesTo(value = FlushOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("flush", body, FlushOptions::new);
    }

    /** Fills a cache from a query. */
    @Word(
            value = "fills a cache from a query",
            example = "warm { from 'select uuid, name from users'; key 'user:{uuid}'; value '{name}' }")
    public void warm(@DelegatesTo(value = WarmOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("warm", body, WarmOptions::new);
    }

    /** Sends one request. */
    @Word(value = "sends one request", example = "http { post '/admin/maintenance/enable'; expect status(204) }")
    public void http(@DelegatesTo(value = HttpOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("http", body, HttpOptions::new);
    }

    /** Runs one program, no shell. */
    @Word(value = "runs one program, no shell", example = "command 'kubectl', 'rollout', 'undo', 'deployment/api'")
    public void command(CharSequence program, CharSequence... arguments) {
        block.say("command", Block.flat(program, arguments));
    }

    /** Runs one program, no shell. */
    @Word(value = "runs one program, no shell", example = "command(['kubectl', 'version'])")
    public void command(List<?> argv) {
        block.say("command", argv);
    }

    /** Runs one program with an environment, in a folder, or keeping what it prints. */
    @Word(
            value = "runs one program, no shell",
            example = "command(['./deploy', 'api']) { env TOKEN: secret('deploy') }")
    public void command(
            List<?> argv,
            @DelegatesTo(value = CommandOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("command", body, CommandOptions::new, argv);
    }

    /** Something that a person does or answers. */
    @Word(value = "something that a person does or answers", example = "manual 'Read #support. Any issue?'")
    public void manual(CharSequence instruction) {
        block.say("manual", instruction);
    }

    /** The answer to manual that lets the run go on. */
    @Word(value = "the answer to manual that lets the run go on", example = "answer 'no'")
    public void answer(CharSequence expected) {
        block.say("answer", expected);
    }

    /** What manual asks for and keeps. */
    @Word(value = "what manual asks for and keeps", example = "evidence 'Link to the dashboard'")
    public void evidence(CharSequence what) {
        block.say("evidence", what);
    }

    /** Waits. */
    @Word(value = "waits for a time, or until a question holds", example = "waitFor '30s'")
    public void waitFor(CharSequence time) {
        block.say("waitFor", time);
    }

    /** Waits, e.g. for an input. */
    @Word(value = "waits for a time, or until a question holds", example = "waitFor '30s'")
    public void waitFor(Duration time) {
        block.say("waitFor", time);
    }

    /** Waits until a question holds. */
    @Word(
            value = "waits for a time, or until a question holds",
            example = "waitFor { until { sql 'select count(*) from jobs'; expect 0 }; atMost '10m' }")
    public void waitFor(@DelegatesTo(value = WaitForOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("waitFor", body, WaitForOptions::new);
    }

    /** Asks questions for a while. */
    @Word(
            value = "asks questions for a while",
            example = "monitor { every '5s'; during '15m'; check('up') { http '/health'; expect status(200) } }")
    public void monitor(@DelegatesTo(value = MonitorOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("monitor", body, MonitorOptions::new);
    }

    /** Judged before the question; when it fails the step is not offered. */
    @Word(
            value = "judged before the question",
            example = "require('backup is fresh') { backupOf 'main'; expect youngerThan('1h') }",
            notIn = {"rollback", "remedy"})
    public void require(
            CharSequence title,
            @DelegatesTo(value = CheckDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("require", body, CheckDsl::new, title);
    }

    /** Judged after the effects. */
    @Word(
            value = "judged after the effects",
            example = "check('no user without uuid') { sql 'select count(*) from users where uuid is null'; expect 0 }",
            notIn = "remedy")
    public void check(
            CharSequence title,
            @DelegatesTo(value = CheckDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("check", body, CheckDsl::new, title);
    }

    /** The step is skipped, with the reason shown, where this does not hold. */
    @Word(
            value = "skips the step where this does not hold",
            example = "when('table is there') { schema column: 'users.id'; expect some }",
            notIn = {"rollback", "remedy"})
    public void when(
            CharSequence title,
            @DelegatesTo(value = CheckDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("when", body, CheckDsl::new, title);
    }

    /** Judged while the effects run; a failed expect stops them. */
    @Word(
            value = "judged while the effects run",
            example = "watch { every '5s'; check('lag') { sql 'select count(*) from jobs'; expect 0 } }",
            notIn = {"rollback", "remedy"})
    public void watch(@DelegatesTo(value = WatchOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("watch", body, WatchOptions::new);
    }

    /** How the step is taken back, where the action's own way is not the right one. */
    @Word(
            value = "how the step is taken back",
            example = "rollback { sql 'drop table audit' }",
            notIn = {"rollback", "remedy"})
    public void rollback(@DelegatesTo(value = StepDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("rollback", body, StepDsl::new);
    }

    /** Says that the step can't be taken back, and raises its risk. */
    @Word(
            value = "says that the step can't be taken back",
            example = "irreversible 'Mails are sent'",
            notIn = {"rollback", "remedy"})
    public void irreversible(CharSequence why) {
        block.say("irreversible", why);
    }

    /** Offered when the step fails; then its checks are judged, or its unfinished effects tried, again. */
    @Word(
            value = "offered when the step fails",
            example = "remedy('Restart the api') { command 'kubectl', 'rollout', 'restart', 'deployment/api' }",
            notIn = {"rollback", "remedy"})
    public void remedy(
            CharSequence title, @DelegatesTo(value = StepDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("remedy", body, StepDsl::new, title);
    }

    /** Which declared database, cache or service; not needed where there is one. */
    @Word(value = "which declared target", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }

    /** The maintenance window's clock starts. */
    @Word(
            value = "starts the maintenance window",
            example = "opensWindow()",
            notIn = {"rollback", "remedy"})
    public void opensWindow() {
        block.say("opensWindow");
    }

    /** The maintenance window's clock stops. */
    @Word(
            value = "ends the maintenance window",
            example = "closesWindow()",
            notIn = {"rollback", "remedy"})
    public void closesWindow() {
        block.say("closesWindow");
    }

    /** Shown with the question. */
    @Word(
            value = "text shown with the question",
            example = "note 'Takes about ten minutes.'",
            notIn = {"rollback", "remedy"})
    public void note(CharSequence text) {
        block.say("note", text);
    }

    /** Shown when the step fails. */
    @Word(
            value = "text shown when the step fails",
            example = "hint 'Look at pg_stat_activity.'",
            notIn = {"rollback", "remedy"})
    public void hint(CharSequence text) {
        block.say("hint", text);
    }

    /** Sent to the environment's channels. */
    @Word(
            value = "text sent to the environment's channels",
            example = "announce 'Maintenance begins.'",
            notIn = {"rollback", "remedy"})
    public void announce(CharSequence text) {
        block.say("announce", text);
    }

    /** Tries a failed step again by itself: {@code times:} at most, after {@code wait:} each, at once where that is not said. */
    @Word(
            value = "tries a failed step again",
            example = "retry times: 3, wait: '10s'",
            notIn = {"rollback", "remedy"})
    public void retry(
            @NamedParam(value = "times", type = Integer.class, required = true)
                    @NamedParam(value = "wait", type = CharSequence.class)
                    Map<String, ?> how) {
        block.named("retry", how);
    }

    /** How long all effects of one attempt together may take. */
    @Word(
            value = "how long the effects may take together",
            example = "timeout '10m'",
            notIn = {"rollback", "remedy"})
    public void timeout(CharSequence time) {
        block.say("timeout", time);
    }

    /** How long all effects of one attempt together may take, e.g. an input. */
    @Word(
            value = "how long the effects may take together",
            example = "timeout '10m'",
            notIn = {"rollback", "remedy"})
    public void timeout(Duration time) {
        block.say("timeout", time);
    }
}
