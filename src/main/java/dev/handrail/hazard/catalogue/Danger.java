package dev.handrail.hazard.catalogue;

import dev.handrail.problem.Position;
import dev.handrail.runbook.Hazard;
import java.util.Arrays;
import java.util.Optional;

/** Every hazard of a statement, of a word's work or of a line for a shell, with a code that never changes its meaning. */
public enum Danger {
    COLUMN_PER_ROW(
            "HZ001",
            "a new column's value is computed for each row: the table is written anew, and nobody reads or writes it",
            "add the column empty, set its default, fill it with backfill"),
    TYPE_REWRITES(
            "HZ002",
            "a column's new type changes how its values are stored: the table is written anew, and nobody reads or writes it",
            "a new column, filled with backfill, then change names"),
    STORAGE_REWRITES(
            "HZ003",
            "the table is written anew to be stored in another way, and nobody reads or writes it",
            "a new table beside it, or a time when nobody works"),
    COMPACTS(
            "HZ004",
            "CLUSTER and VACUUM FULL write the table anew, and nobody reads or writes it",
            "VACUUM, or pg_repack"),
    REFRESHES(
            "HZ005",
            "a materialized view is filled anew, and nobody reads it",
            "a unique index on it, and REFRESH MATERIALIZED VIEW CONCURRENTLY"),
    NOT_NULL_SCANS(
            "HZ010",
            "the whole table is read to see that no value is null, and nobody reads or writes it",
            "the word constraint; in SQL a check that is NOT VALID, VALIDATE it apart, then SET NOT NULL"),
    CHECK_SCANS(
            "HZ011",
            "the whole table is read to see that the check holds, and nobody reads or writes it",
            "the word constraint; in SQL NOT VALID, then VALIDATE CONSTRAINT in another transaction"),
    FOREIGN_KEY_SCANS(
            "HZ012",
            "both tables are read to see that the foreign key holds, and nobody writes to either",
            "the word constraint; in SQL NOT VALID, then VALIDATE CONSTRAINT in another transaction"),
    UNIQUE_BUILDS(
            "HZ013",
            "the index of a unique or primary key is built while nobody reads or writes the table",
            "the word constraint; in SQL CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX"),
    EXCLUSION_BUILDS(
            "HZ014",
            "the index of an exclusion constraint is built while nobody reads or writes the table",
            "there is no way around it: choose a time when nobody works"),
    INDEX_BUILDS(
            "HZ015", "an index is built while nobody writes to the table", "the word index builds it CONCURRENTLY"),
    REINDEXES("HZ016", "indexes are built anew while nobody writes to the table", "REINDEX … CONCURRENTLY"),
    PARTITION_SCANS(
            "HZ017",
            "rows are read to see in which partition they belong, and nobody reads or writes that table",
            "a check that says the same as the bound, VALIDATE it before"),
    DOMAIN_SCANS(
            "HZ018",
            "every table that uses the domain is read, and nobody writes to them",
            "NOT VALID; VALIDATE CONSTRAINT keeps writers out too: when few write"),
    TYPE_SCANS(
            "HZ019",
            "the column keeps its stored values, but checks are judged or indexes built again, and nobody reads or writes the table",
            "drop the check or index before, make it again NOT VALID or CONCURRENTLY after"),
    HELD(
            "HZ020",
            "a lock that an earlier statement took is held while a later statement of the transaction works for long",
            "a transaction of its own for each: another step, or another file"),
    LOCKED("HZ021", "LOCK TABLE keeps others out until the transaction ends", "leave it out, or name a weaker mode"),
    BLOCKED(
            "HZ022",
            "another session has the table in use for long: the statement waits for it, and all others wait behind the statement",
            "end that session's transaction, or wait until it is over"),
    REFUSED("HZ023", "the statement is refused where the table has rows", "give it a default, or fill it before"),
    DROPS("HZ030", "what is dropped or emptied is gone", "a backup before; rename it away first, drop it days later"),
    DROPS_COLUMN(
            "HZ031",
            "a column's values are gone, and code that still names it fails",
            "release code that does not use it first; take a backup"),
    EVERY_ROW(
            "HZ032",
            "UPDATE or DELETE without WHERE locks and writes every row in one transaction",
            "the word backfill changes rows in small transactions"),
    CASCADES("HZ033", "CASCADE drops what is not named", "name what is dropped"),
    UNLOGGED("HZ034", "an unlogged table is empty after a crash, and standbys don't have it", "leave it logged"),
    RENAMES(
            "HZ040",
            "code that uses the old name fails from this moment on",
            "a view, or a second column, under the old name until no code uses it"),
    DEMANDS(
            "HZ041",
            "old code that does not set the column is refused from this moment on",
            "give the column a default, or release code that sets it first"),
    HIDES_ROWS(
            "HZ042",
            "with row level security and no policy other users see no row",
            "create the policies first, in the same transaction"),
    ENUM_VALUE_TOO_EARLY(
            "HZ043",
            "a new value of an enum can't be used in the transaction that adds it",
            "add the value in a step of its own"),
    STAYS_INVALID(
            "HZ044",
            "an index of that name is there and not valid: IF NOT EXISTS leaves it as it is, and builds none",
            "the word index drops it with consent and builds it anew"),
    NO_WHERE(
            "HZ050",
            "a backfill without where changes every row, and changes all of them again in the next run",
            "a where that leaves out rows that are changed already"),
    NO_REVERT_FILE(
            "HZ051",
            "a migration file has no revert file, although others of its step do",
            "a revert file of the same name"),
    INDEX_LEFT(
            "HZ052",
            "a REINDEX CONCURRENTLY that did not end left an index that is not valid; each write keeps it up to date",
            "index { drop '…' } in a step before, then reindex again"),
    PARTITION_GAP(
            "HZ060",
            "no partition holds what lies between two others: such rows are refused",
            "raise behind, or name a range for it"),
    PARTITION_UNLIKE(
            "HZ061",
            "the newest partition has something that new ones don't get",
            "give it to them with sql in a step behind this one"),
    ROWS_MOVED(
            "HZ062",
            "rows are moved out of the default partition; until a new one is attached, rows for it are refused",
            "do it while nothing writes them; create partitions before rows come for them"),
    MOVE_FIRES(
            "HZ063",
            "rows that are moved out of the default partition are deleted there, which fires triggers or foreign keys",
            "see what they do; disable them there meanwhile"),
    DETACH_LOCKS(
            "HZ064",
            "beside a default partition a detach can't be concurrent: everybody is kept out for a moment",
            "go without a default partition"),
    PARTITION_REFERENCED(
            "HZ065",
            "foreign keys point at a partition that is retired: PostgreSQL refuses it while a row there is meant",
            "retire or delete the rows that point at it first"),
    FALLBACK_READ(
            "HZ066",
            "the default partition is read under a lock that keeps everybody out, for each partition attached again",
            "do it while nobody needs it, or leave them detached"),
    PARTITION_STAYS(
            "HZ067", "a partition is not as the step left it, so going back leaves it alone", "look at it by hand"),
    BACKUP_SPACE("HZ070", "a backup may not fit into its folder", "make room first, or name another folder"),
    BACKUP_KEPT(
            "HZ071",
            "old backups are kept, because a run that is not over may need them",
            "finish such a run, or handrail abandon RUN --reason TEXT"),
    NO_ARCHIVE(
            "HZ072",
            "the server archives no write-ahead log: what is written after the backup can't be brought back by it",
            "see that the backup's tool streams the log, or back up in this step"),
    LATER_LOST(
            "HZ073",
            "what was written after a backup was made is not in it",
            "stop the writers first, and look at what must be carried over"),
    OTHER_BACKUP("HZ074", "the backup is one of another database", "see that this is meant"),
    UNPROVEN("HZ075", "handrail did not make the dump: nothing says how many rows it must have", "count what matters"),
    SERVER_SPACE(
            "HZ076",
            "the server's disk may not hold the copy; a full one would stop its other databases too",
            "make room on the server first"),
    CACHE_MEMORY(
            "HZ080",
            "a cache has less memory left than is written: it will refuse keys or evict others",
            "raise maxmemory, write less, or flush first"),
    PSQL_GOES_ON(
            "HZ100",
            "psql goes on after a failed statement of a file, and ends with exit status 0 all the same",
            "migrate { files 'x.sql' }, or psql -v ON_ERROR_STOP=1"),
    LIST_PROVES_NOTHING(
            "HZ101",
            "pg_restore --list reads the table of contents only: a dump that was cut off or altered passes",
            "backup { verify restored } restores the dump and counts its rows"),
    CUT_DUMP_LOOKS_WHOLE(
            "HZ102",
            "a dump through a pipe or redirection that was cut off looks whole: the status of pg_dump is lost",
            "the word backup proves the dump before it gets its name"),
    RESTORE_CANT_WORK(
            "HZ103",
            "the restore can't work as it is written",
            "restore { from 'section/step' } restores beside the present database, then swaps their names"),
    RUN_TWICE(
            "HZ104", "the same script is run twice", "migrate applies each file once, whatever run or step applied it"),
    KEYS_BLOCKS(
            "HZ105",
            "KEYS goes through all keys at once, and Redis answers nobody meanwhile",
            "check { redis 'count', 'pattern' } or flush { keys 'pattern' }: both use SCAN"),
    FLUSHES_ALL(
            "HZ106",
            "FLUSHDB and FLUSHALL remove every key, those of others too",
            "flush { keys 'family:*' } unlinks one family"),
    PSQL_ONLY(
            "HZ107",
            "psql takes either SQL or one command of its own with -c, and only psql knows its commands",
            "check { schema … } asks the same; a -c of its own for each"),
    SHELL_ONLY(
            "HZ108",
            "an argument means something to a shell only, and there is no shell",
            "words for what the shell did, or a script: command './script.sh'"),
    SECRET_IN_CLEAR(
            "HZ109",
            "a password or token stands in the runbook, where everybody reads it",
            "secret('name') in env, input, header or json; handrail.yml says where it is"),
    CURL_IS_CONTENT(
            "HZ110",
            "curl without --fail ends with exit status 0 when the server answers with an error",
            "http { get '/path'; expect status(200) }, or curl --fail");

    private final String id;
    private final String means;
    private final String safe;

    Danger(String id, String means, String safe) {
        this.id = id;
        this.means = means;
        this.safe = safe;
    }

    public String id() {
        return id;
    }

    /** What happens, in general. */
    public String means() {
        return means;
    }

    /** The safe way, in general. */
    public String safe() {
        return safe;
    }

    /** Nothing worth a word where the table is small. */
    public boolean takesTime() {
        return ordinal() <= HELD.ordinal() && this != REFRESHES || this == EVERY_ROW;
    }

    /** It was seen, at no place in particular. */
    public Hazard seen(String what, String safeWay) {
        return seen(what, safeWay, Position.NOWHERE);
    }

    public Hazard seen(String what, String safeWay, Position at) {
        return new Hazard(id, what, safeWay, at);
    }

    public static Optional<Danger> of(String code) {
        return Arrays.stream(values()).filter(d -> d.id.equals(code)).findFirst();
    }
}
