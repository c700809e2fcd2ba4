package dev.handrail.dsl.words;

import groovy.transform.NamedParam;
import java.time.Duration;
import java.util.Map;

/** The options of {@code warm}. */
public record WarmOptions(Block block) implements Values {
    /** The query whose rows fill the cache. */
    @Word(
            value = "the query whose rows fill the cache",
            example = "from 'select uuid, permissions from permission_view'")
    public void from(@Literal CharSequence query) {
        block.say("from", query);
    }

    /** The query whose rows fill the cache, from a file. */
    @Word(value = "the query whose rows fill the cache", example = "from file('permissions.sql')")
    public void from(FileText query) {
        block.say("from", query);
    }

    /** The key of a row: {@code {column}} stands for its value. */
    @Word(value = "the key of a row", example = "key 'perm:{uuid}'")
    public void key(CharSequence template) {
        block.say("key", template);
    }

    /** The text that a key holds. */
    @Word(value = "the text that a key holds", example = "value '{permissions}'")
    public void value(CharSequence template) {
        block.say("value", template);
    }

    /** The fields of the hash that a key holds. */
    @Word(value = "the fields of the hash that a key holds", example = "hash name: '{name}', role: '{role}'")
    public void hash(Map<String, ?> fields) {
        block.named("hash", fields);
    }

    /** The member that is added to the set that a key holds. */
    @Word(value = "the member added to a set", example = "set '{permission}'")
    public void set(CharSequence member) {
        block.say("set", member);
    }

    /** The {@code member:} that is added to the sorted set that a key holds, and its {@code score:}. */
    @Word(
            value = "the member and score added to a sorted set",
            example = "sortedSet member: '{uuid}', score: '{points}'")
    public void sortedSet(
            @NamedParam(value = "member", type = CharSequence.class, required = true)
                    @NamedParam(value = "score", type = CharSequence.class, required = true)
                    Map<String, ?> entry) {
        block.named("sortedSet", entry);
    }

    /** The whole row as JSON. */
    @Word(value = "the whole row as JSON", example = "json()")
    public void json() {
        block.say("json");
    }

    /** JSON text that a key holds. */
    @Word(value = "JSON text that a key holds", example = "json '{profile}'")
    public void json(CharSequence template) {
        block.say("json", template);
    }

    /** How long a key lives; for ever where nothing is said. */
    @Word(value = "how long a key lives", example = "ttl '1h'")
    public void ttl(CharSequence time) {
        block.say("ttl", time);
    }

    /** How long a key lives; for ever where nothing is said, e.g. an input. */
    @Word(value = "how long a key lives", example = "ttl '1h'")
    public void ttl(Duration time) {
        block.say("ttl", time);
    }

    /** How long a key lives; each key up to {@code jitter:} shorter, a share such as {@code 10%}, so that not all go at once. */
    @Word(value = "how long a key lives, each up to so much shorter", example = "ttl '1h', jitter: '10%'")
    public void ttl(
            @NamedParam(value = "jitter", type = CharSequence.class, required = true) Map<String, ?> spread,
            CharSequence time) {
        block.named("ttl", spread, time);
    }

    /** How long a key lives, e.g. an input; each key up to {@code jitter:} shorter. */
    @Word(value = "how long a key lives, each up to so much shorter", example = "ttl '1h', jitter: '10%'")
    public void ttl(
            @NamedParam(value = "jitter", type = CharSequence.class, required = true) Map<String, ?> spread,
            Duration time) {
        block.named("ttl", spread, time);
    }

    /** How many rows are sent at once; 1,000 where nothing is said. */
    @Word(value = "how many rows are sent at once", example = "batch 1_000")
    public void batch(int rows) {
        block.say("batch", rows);
    }

    /** Unlinks keys of this template that the query no longer covers. */
    @Word(value = "unlinks keys that the query no longer covers", example = "replace()")
    public void replace() {
        block.say("replace");
    }

    /** Which declared cache, or database of the query; not needed where there is one. */
    @Word(value = "which declared cache, or database of the query", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
