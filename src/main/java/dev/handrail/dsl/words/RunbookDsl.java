package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import java.time.Duration;
import java.util.Map;

/** The words of a runbook. */
public record RunbookDsl(Block block) implements Values {
    /** Who answers for the runbook. */
    @Word(value = "who answers for the runbook", example = "owner '#database-team'")
    public void owner(CharSequence owner) {
        block.say("owner", owner);
    }

    /** Whom to call, shown when a step fails. */
    @Word(value = "whom to call when a step fails", example = "contact 'On-call', 'pagerduty:database'")
    public void contact(CharSequence who, CharSequence reachedBy) {
        block.say("contact", who, reachedBy);
    }

    /** What the runbook is for, in a few sentences. */
    @Word(value = "what the runbook is for", example = "description 'Moves every table to UUID keys.'")
    public void description(CharSequence text) {
        block.say("description", text);
    }

    /** A page to read. */
    @Word(value = "a page to read", example = "link 'Design', 'https://wiki.example.com/uuid'")
    public void link(CharSequence title, CharSequence url) {
        block.say("link", title, url);
    }

    /** A page to read. */
    @Word(value = "a page to read", example = "link 'Design', 'https://wiki.example.com/uuid'")
    public void link(CharSequence url) {
        block.say("link", url);
    }

    /** The length of the maintenance window; its clock runs from opensWindow to closesWindow. */
    @Word(value = "the length of the maintenance window", example = "window '30m'")
    public void window(CharSequence length) {
        block.say("window", length);
    }

    /** The length of the maintenance window, e.g. an input. */
    @Word(value = "the length of the maintenance window", example = "window '30m'")
    public void window(Duration length) {
        block.say("window", length);
    }

    /** The length of the maintenance window, and the hours {@code between:} which it has to lie, in the time zone {@code zone:}. */
    @Word(
            value = "the maintenance window and when it may be",
            example = "window '30m', between: '01:00-05:00', zone: 'UTC'")
    public void window(
            @NamedParam(value = "between", type = CharSequence.class)
                    @NamedParam(value = "zone", type = CharSequence.class)
                    Map<String, ?> when,
            CharSequence length) {
        block.named("window", when, length);
    }

    /** A PostgreSQL database by the name that the runbook uses; the environment says where it is. */
    @Word(value = "a PostgreSQL database by its logical name", example = "database 'main'")
    public void database(CharSequence name) {
        block.say("database", name);
    }

    /** A Redis by the name that the runbook uses. */
    @Word(value = "a Redis by its logical name", example = "cache 'permissions'")
    public void cache(CharSequence name) {
        block.say("cache", name);
    }

    /** An HTTP service by the name that the runbook uses. */
    @Word(value = "an HTTP service by its logical name", example = "service 'api'")
    public void service(CharSequence name) {
        block.say("service", name);
    }

    /** A Prometheus by the name that the runbook uses. */
    @Word(value = "a Prometheus by its logical name", example = "metrics 'default'")
    public void metrics(CharSequence name) {
        block.say("metrics", name);
    }

    /** Steps that belong together. */
    @Word(value = "steps that belong together", example = "section('schema', 'Schema migration') { … }")
    public void section(
            CharSequence id,
            CharSequence title,
            @DelegatesTo(value = SectionDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("section", body, SectionDsl::new, id, title);
    }

    /** Steps that belong together; the id is shown as title. */
    @Word(value = "steps that belong together", example = "section('schema', 'Schema migration') { … }")
    public void section(
            CharSequence id, @DelegatesTo(value = SectionDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("section", body, SectionDsl::new, id);
    }

    /** Another way back than undoing step by step. */
    @Word(
            value = "another way back than undoing step by step",
            example = "recovery('immediate', 'Back to the backup') { … }")
    public void recovery(
            CharSequence id,
            CharSequence title,
            @DelegatesTo(value = SectionDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("recovery", body, SectionDsl::new, id, title);
    }

    /** Another way back than undoing step by step; the id is shown as title. */
    @Word(
            value = "another way back than undoing step by step",
            example = "recovery('immediate', 'Back to the backup') { … }")
    public void recovery(
            CharSequence id, @DelegatesTo(value = SectionDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("recovery", body, SectionDsl::new, id);
    }
}
