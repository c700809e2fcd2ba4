package dev.handrail.target.backup;

import dev.handrail.runbook.Dump;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.target.postgres.ServerDisk;

/** When a dump's tables are counted in its snapshot. */
enum Moment {
    /** While pg_dump writes: the snapshot goes with pg_dump. */
    BESIDE,
    /** Once pg_dump has ended, while the dump is proven: they are locked beside it, so that they stay what they are. */
    AFTER;

    /** Each of pg_dump's jobs keeps one core busy that reads and one that compresses. */
    private static final int CORES_OF_A_JOB = 2;

    static Moment of(Maintenance session, Dump dump) {
        return of(
                ServerDisk.here(session),
                dump.proving().content(),
                dump.jobs(),
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * @param here the server shares its cores with pg_dump
     * @param content every row is read as text, which takes as long as the dump: afterwards would double its time
     */
    static Moment of(boolean here, boolean content, int jobs, int cores) {
        return here && !content && cores <= CORES_OF_A_JOB * Math.max(1, jobs) ? AFTER : BESIDE;
    }
}
