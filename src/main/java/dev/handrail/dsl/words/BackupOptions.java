package dev.handrail.dsl.words;

import dev.handrail.runbook.Dump.Compare;
import dev.handrail.runbook.Dump.Proof;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;

/** The options of {@code backup}. */
public record BackupOptions(Block block) implements Values {
    /** The folder for backups, relative to handrail's home; backups where nothing is said. */
    @Word(value = "the folder for backups", example = "to 'backups'")
    public void to(CharSequence folder) {
        block.say("to", folder);
    }

    /** How many tables are dumped at once; 2 where nothing is said. */
    @Word(value = "how many tables are dumped at once", example = "jobs 4")
    public void jobs(int jobs) {
        block.say("jobs", jobs);
    }

    /** How much it is compressed, 0 to 9; 1 where nothing is said. */
    @Word(value = "how much it is compressed, 0 to 9", example = "compress 1")
    public void compress(int level) {
        block.say("compress", level);
    }

    /** Another way than gzip: zstd, lz4, zstd:3, none, as pg_dump takes it from version 16 on. */
    @Word(value = "how it is compressed", example = "compress 'zstd:3'")
    public void compress(CharSequence method) {
        block.say("compress", method);
    }

    /** How the dump is proven; read where nothing is said. */
    @Word(value = "how the dump is proven", example = "verify restored")
    public void verify(Proof proof) {
        block.say("verify", proof);
    }

    /** Every byte is read back. */
    @Word(value = "every byte is read back", example = "verify read")
    public Proof getRead() {
        return Proof.READ;
    }

    /** Restored into a scratch database, every table's rows counted. */
    @Word(value = "restored into a scratch database and counted", example = "verify restored")
    public Proof getRestored() {
        return Proof.RESTORED;
    }

    /** What else restored tables are compared by. */
    @Word(value = "what restored tables are compared by", example = "compare content")
    public void compare(Compare what) {
        block.say("compare", what);
    }

    /** Every row of every table. */
    @Word(value = "every row is compared, not their number alone", example = "compare content")
    public Compare getContent() {
        return Compare.CONTENT;
    }

    /** The scratch database is made on the server of this declared database; on the same server where nothing is said. */
    @Word(value = "where the scratch database is made", example = "scratchOn 'rehearsal'")
    public void scratchOn(CharSequence database) {
        block.say("scratchOn", database);
    }

    /** Roles and tablespaces of the whole server as well, with the hashes of their passwords. */
    @Word(value = "roles and tablespaces of the server too", example = "globals()")
    public void globals() {
        block.say("globals");
    }

    /** Only these tables. */
    @Word(value = "only these tables", example = "tables 'users', 'orders'")
    public void tables(CharSequence... patterns) {
        block.say("tables", (Object[]) patterns);
    }

    /** Not these tables. */
    @Word(value = "not these tables", example = "exclude 'audit_logs_*'")
    public void exclude(CharSequence... patterns) {
        block.say("exclude", (Object[]) patterns);
    }

    /** Structure without rows. */
    @Word(value = "structure without rows", example = "schemaOnly()")
    public void schemaOnly() {
        block.say("schemaOnly");
    }

    /** Removes proven backups older than this, never the newest. */
    @Word(value = "removes backups older than this", example = "keep '30d'")
    public void keep(CharSequence age) {
        block.say("keep", age);
    }

    /** Keeps so many of the newest backups. */
    @Word(value = "keeps so many of the newest backups", example = "keep 7")
    public void keep(int count) {
        block.say("keep", count);
    }

    /** Removes proven backups older than this, never the newest; e.g. an input. */
    @Word(value = "removes backups older than this", example = "keep '30d'")
    public void keep(Duration age) {
        block.say("keep", age);
    }

    /** Encrypts every file to these age recipients; said again, to those as well. */
    @Word(value = "encrypts every file to age recipients", example = "encrypt 'age1…'")
    public void encrypt(CharSequence... recipients) {
        block.say("encrypt", (Object[]) recipients);
    }

    /** A secret that opens what is encrypted, to prove that it can be opened. */
    @Word(value = "a secret that opens what is encrypted", example = "identity secret('backup-key')")
    public void identity(CharSequence secret) {
        block.say("identity", secret);
    }

    /** Another tool makes the backup: snapshots, point-in-time recovery. */
    @Word(
            value = "another tool makes the backup",
            example = "external { command './snapshot'; proof { command './is-sound' } }")
    public void external(
            @DelegatesTo(value = ExternalOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("external", body, ExternalOptions::new);
    }

    /** Which declared database; not needed where there is one. */
    @Word(value = "which declared database", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
