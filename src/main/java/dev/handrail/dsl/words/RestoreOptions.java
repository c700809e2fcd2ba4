package dev.handrail.dsl.words;

/** The options of {@code restore}. */
public record RestoreOptions(Block block) implements Values {
    /** The step of this run that took the backup, or a backup's folder. */
    @Word(value = "the step that took the backup, or a folder", example = "from 'before/backup'")
    public void from(CharSequence backup) {
        block.say("from", backup);
    }

    /** The new database's name; made from the run's id where nothing is said. */
    @Word(value = "the new database's name", example = "into 'shop_restored'")
    public void into(CharSequence database) {
        block.say("into", database);
    }

    /** The database that had the name is dropped instead of kept. */
    @Word(value = "drops the database that had the name", example = "over()")
    public void over() {
        block.say("over");
    }

    /** A secret that opens an encrypted backup. */
    @Word(value = "a secret that opens an encrypted backup", example = "identity secret('backup-key')")
    public void identity(CharSequence secret) {
        block.say("identity", secret);
    }

    /** Which declared database; not needed where there is one. */
    @Word(value = "which declared database", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
