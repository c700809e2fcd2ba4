package dev.handrail.runbook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proven backup, as its manifest says.
 *
 * @param place its folder, or {@code s3://bucket/…}
 * @param digest SHA-256 over its files' digests
 * @param rows rows of each table, taken in the dump's own snapshot
 * @param source bytes that the database had then; 0 where that is not known
 * @param encrypted null where its files are as pg_dump wrote them
 * @param millis how long it took with its proof; 0 where that is not known
 * @param restored bytes that a restored copy had; 0 where none was made
 * @param over true where a note beside it says that its run is over; false: nothing is known of that
 */
public record Manifest(
        String place,
        String database,
        String system,
        String run,
        Instant at,
        long bytes,
        String digest,
        String proof,
        String serverVersion,
        Map<String, Long> rows,
        long source,
        long millis,
        @Nullable Encrypted encrypted,
        long restored,
        boolean over) {
    /**
     * How its files are encrypted.
     *
     * @param recipients the age recipients that can open them
     * @param proof {@code decrypted}: each was opened again and compared; {@code read back}: each was read again as it
     *     is, because nobody who can open it was at hand
     */
    public record Encrypted(List<String> recipients, String proof) {
        public Encrypted {
            recipients = List.copyOf(recipients);
        }
    }

    /** One of which nobody has noted yet that its run is over. */
    public Manifest(
            String place,
            String database,
            String system,
            String run,
            Instant at,
            long bytes,
            String digest,
            String proof,
            String serverVersion,
            Map<String, Long> rows,
            long source,
            long millis,
            @Nullable Encrypted encrypted,
            long restored) {
        this(
                place,
                database,
                system,
                run,
                at,
                bytes,
                digest,
                proof,
                serverVersion,
                rows,
                source,
                millis,
                encrypted,
                restored,
                false);
    }

    /** The same, whose run is over. */
    public Manifest whoseRunIsOver() {
        return new Manifest(
                place,
                database,
                system,
                run,
                at,
                bytes,
                digest,
                proof,
                serverVersion,
                rows,
                source,
                millis,
                encrypted,
                restored,
                true);
    }
}
