package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** The options of {@code migrate}. */
public record MigrateOptions(Block block) implements Values, SqlLimits {
    /** The files to apply, in the order of their names: {@code 'migrations/*.sql'}. May be said again for more. */
    @Word(value = "the files to apply, in the order of their names", example = "files 'migrations/*.sql'")
    public void files(CharSequence pattern) {
        block.say("files", pattern);
    }

    /** Files of the same names that take them back. */
    @Word(value = "files of the same names that take them back", example = "revert 'migrations/revert/*.sql'")
    public void revert(CharSequence pattern) {
        block.say("revert", pattern);
    }

    /** What alembic has pending, applied by it. */
    @Word(value = "what alembic has pending, applied by it", example = "alembic { directory 'backend' }")
    public void alembic(@DelegatesTo(value = ToolOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("alembic", body, ToolOptions::new);
    }

    /** What Django has pending, applied by it. */
    @Word(value = "what Django has pending, applied by it", example = "django { directory 'site' }")
    public void django(@DelegatesTo(value = ToolOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("django", body, ToolOptions::new);
    }

    /** What Sqitch has pending, applied by it. */
    @Word(value = "what Sqitch has pending, applied by it", example = "sqitch { directory 'db' }")
    public void sqitch(@DelegatesTo(value = ToolOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("sqitch", body, ToolOptions::new);
    }

    /** What Flyway has pending, applied by it. */
    @Word(value = "what Flyway has pending, applied by it", example = "flyway { directory 'db' }")
    public void flyway(@DelegatesTo(value = ToolOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("flyway", body, ToolOptions::new);
    }

    /** What Liquibase has pending, applied by it. */
    @Word(value = "what Liquibase has pending, applied by it", example = "liquibase { directory 'db' }")
    public void liquibase(@DelegatesTo(value = ToolOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("liquibase", body, ToolOptions::new);
    }

    /** What Prisma has pending, applied by it. */
    @Word(value = "what Prisma has pending, applied by it", example = "prisma { directory 'web' }")
    public void prisma(@DelegatesTo(value = ToolOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("prisma", body, ToolOptions::new);
    }

    /** The last file, or what a migrator calls one, to apply. */
    @Word(value = "the last file or migration to apply", example = "upTo '04-tables.sql'")
    public void upTo(CharSequence file) {
        block.say("upTo", file);
    }

    /** Takes back every applied file, or migration, after this one instead of applying. */
    @Word(value = "takes back everything after this file or migration", example = "downTo '02-indexes.sql'")
    public void downTo(CharSequence file) {
        block.say("downTo", file);
    }

    /** Files up to this one are taken as applied already. */
    @Word(value = "files up to this one are taken as applied", example = "baseline '01-initial.sql'")
    public void baseline(CharSequence file) {
        block.say("baseline", file);
    }

    /** Values for psql's variables in the files: {@code :name}, {@code :'name'} and {@code :"name"} stand for them. */
    @Word(value = "values for psql's variables in files", example = "variables schema: 'shop'")
    public void variables(Map<String, ?> values) {
        block.named("variables", values);
    }
}
