package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import java.util.List;
import java.util.Map;

/** The words inside {@code check}, {@code require}, {@code when} and {@code until}: one question and its answers. */
public record CheckDsl(Block block) implements Values, Answers {
    /** Asks the database; the transaction is read-only. */
    @Word(value = "asks the database", example = "sql 'select count(*) from users'")
    public void sql(@Literal CharSequence query) {
        block.say("sql", query);
    }

    /** Asks the database with a query from a file. */
    @Word(value = "asks the database", example = "sql file('checks/orphans.sql')")
    public void sql(FileText query) {
        block.say("sql", query);
    }

    /** Asks the cache: ping, get, ttl, dbsize …, and count or memory. */
    @Word(value = "asks the cache", example = "redis 'count', 'perm:*'")
    public void redis(CharSequence command, CharSequence... arguments) {
        block.say("redis", Block.flat(command, arguments));
    }

    /** Asks the service with GET. */
    @Word(value = "asks a service with GET", example = "http '/health'")
    public void http(CharSequence path) {
        block.say("http", path);
    }

    /** Asks the service with GET or HEAD and headers. */
    @Word(value = "asks a service with GET or HEAD", example = "http { get '/health'; header 'Accept', 'text/plain' }")
    public void http(
            @DelegatesTo(value = HttpQuestionOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("http", body, HttpQuestionOptions::new);
    }

    /** Asks Prometheus. */
    @Word(value = "asks Prometheus", example = "metric 'up{job=\"api\"}'")
    public void metric(CharSequence query) {
        block.say("metric", query);
    }

    /** Asks Prometheus for the time up to now. */
    @Word(value = "asks Prometheus", example = "metric('up{job=\"api\"}') { over '15m'; every '30s' }")
    public void metric(
            CharSequence query,
            @DelegatesTo(value = MetricOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("metric", body, MetricOptions::new, query);
    }

    /** A metric as the service's own page has it; {@code /metrics} where no page is named. */
    @Word(value = "a metric as the service's own page has it", example = "sample 'errors_total{code=\"500\"}'")
    public void sample(CharSequence metric) {
        block.say("sample", metric);
    }

    /** A metric as a page of the service has it. */
    @Word(value = "a metric as the service's own page has it", example = "sample 'open_fds', '/admin/metrics'")
    public void sample(CharSequence metric, CharSequence page) {
        block.say("sample", metric, page);
    }

    /** Runs a program that only looks; its output is the answer. */
    @Word(value = "runs a program that only looks", example = "command 'kubectl', 'get', 'pods'")
    public void command(CharSequence program, CharSequence... arguments) {
        block.say("command", Block.flat(program, arguments));
    }

    /** Runs a program that only looks; its output is the answer. */
    @Word(value = "runs a program that only looks", example = "command(['kubectl', 'get', 'pods'])")
    public void command(List<?> argv) {
        block.say("command", argv);
    }

    /** Runs a program that only looks, with an environment or in a folder. */
    @Word(value = "runs a program that only looks", example = "command(['./ready']) { directory 'scripts' }")
    public void command(
            List<?> argv,
            @DelegatesTo(value = CommandQuestionOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("command", body, CommandQuestionOptions::new, argv);
    }

    /** Asks for a query's plan. */
    @Word(value = "asks for a query's plan", example = "explain('select * from users where id = 7')")
    public void explain(@Literal CharSequence query) {
        block.say("explain", query);
    }

    /** Asks for a query's plan and measures it. */
    @Word(value = "asks for a query's plan and measures it", example = "explain('select 1') { times 100 }")
    public void explain(
            @Literal CharSequence query,
            @DelegatesTo(value = ExplainOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("explain", body, ExplainOptions::new, query);
    }

    /**
     * Asks the catalog for one object: {@code column: 't.c'}, {@code index: 'i'}, {@code constraint: 'c'},
     * {@code partition: 't'}, {@code extension: 'e'} or {@code privilege: 'select on t'}.
     */
    @Word(value = "asks the catalog for one object", example = "schema column: 'users.id'")
    public void schema(
            @NamedParam(value = "column", type = CharSequence.class)
                    @NamedParam(value = "index", type = CharSequence.class)
                    @NamedParam(value = "constraint", type = CharSequence.class)
                    @NamedParam(value = "partition", type = CharSequence.class)
                    @NamedParam(value = "extension", type = CharSequence.class)
                    @NamedParam(value = "privilege", type = CharSequence.class)
                    Map<String, ?> object) {
        block.named("schema", object);
    }

    /** A hash over all rows of a table, whatever their order; for {@code unchanged}. */
    @Word(value = "a hash over all rows of a table", example = "content 'permissions'")
    public void content(CharSequence table) {
        block.say("content", table);
    }

    /** Bytes free where a folder is, or with {@code disk()} where handrail's home is. */
    @Word(value = "bytes free where a folder is", example = "disk 'backups'")
    public void disk(CharSequence... folder) {
        block.say("disk", (Object[]) folder);
    }

    /** Lines that were written to a log since the run began. */
    @Word(value = "lines written to a log since the run began", example = "log 'logs/api.log'")
    public void log(CharSequence file) {
        block.say("log", file);
    }

    /** Lines that were written to a log since the run or the step began, and hold a pattern. */
    @Word(
            value = "lines written to a log since the run began",
            example = "log('logs/api.log') { lines ~/ERROR|FATAL/ }")
    public void log(
            CharSequence file,
            @DelegatesTo(value = LogOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("log", body, LogOptions::new, file);
    }

    /** Lines that a unit wrote into the journal since the run or the step began. */
    @Word(
            value = "lines written to a log since the run began",
            example = "log { journal 'api.service'; lines ~/ERROR/ }")
    public void log(@DelegatesTo(value = LogOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("log", body, LogOptions::new);
    }

    /** When the newest proven backup of a database was taken. */
    @Word(value = "when the newest proven backup was taken", example = "backupOf 'main'")
    public void backupOf(CharSequence database) {
        block.say("backupOf", database);
    }

    /** How long a step of this run took. */
    @Word(value = "how long a step of this run took", example = "took 'schema/scripts'")
    public void took(CharSequence step) {
        block.say("took", step);
    }

    /** When this runbook, unchanged, last passed in another environment. */
    @Word(value = "when this runbook last passed elsewhere", example = "runOf 'staging'")
    public void runOf(CharSequence environment) {
        block.say("runOf", environment);
    }

    /** The answer that must hold. */
    @Word(value = "the answer that must hold", example = "expect atLeast(3)")
    public void expect(Answer answer) {
        block.say("expect", answer);
    }

    /** The number that must be answered; a negative one in brackets: {@code expect(-1)}. */
    @Word(value = "the number that must be answered", example = "expect 0")
    public void expect(Number value) {
        block.say("expect", value);
    }

    /** The text that must be answered. */
    @Word(value = "the text that must be answered", example = "expect 'PONG'")
    public void expect(CharSequence value) {
        block.say("expect", value);
    }

    /** The truth that must be answered. */
    @Word(value = "the truth that must be answered", example = "expect true")
    public void expect(Boolean value) {
        block.say("expect", value);
    }

    /** Warns when this answer does hold. */
    @Word(value = "warns when this answer does hold", example = "warn above(0.010)")
    public void warn(Answer answer) {
        block.say("warn", answer);
    }

    /** Warns when this number is answered. */
    @Word(value = "warns when this number is answered", example = "warn 0")
    public void warn(Number value) {
        block.say("warn", value);
    }

    /** Warns when this text is answered. */
    @Word(value = "warns when this text is answered", example = "warn 'degraded'")
    public void warn(CharSequence value) {
        block.say("warn", value);
    }

    /** How much it counts among other checks; 1 where nothing is said. */
    @Word(value = "how much it counts among other checks", example = "weight 2")
    public void weight(Number weight) {
        block.say("weight", weight);
    }

    /** Asks again for so long until it holds: {@code within '2m' every '5s'}. */
    @Word(value = "asks again for so long until it holds", example = "within '2m' every '5s'")
    public Patience within(CharSequence time) {
        block.say("within", time);
        return new Patience(block);
    }

    /** Must still hold at resume and at the end. */
    @Word(value = "must still hold at resume and at the end", example = "lasting()")
    public void lasting() {
        block.say("lasting");
    }

    /** Which declared target is asked; not needed where there is one. */
    @Word(value = "which declared target is asked", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
