package dev.handrail.runbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * One exact piece of work. Pure data: shown in the question, performed by the target that it names, kept in the
 * journal, printed in the report. A new kind needs a decision record.
 */
public sealed interface Effect
        permits Anchor,
                Sql,
                Batches,
                Dump,
                Restore,
                Swap,
                Prune,
                Upload,
                RestorePoint,
                Unlink,
                Warm,
                Process,
                Delegated,
                Request,
                Ask,
                Observe {
    /** One word for journal and report. */
    String kind();

    TargetRef target();

    Semantics semantics();

    /** What tells whether it took hold where nobody saw its end, e.g. "its row in handrail.run"; empty: nothing does. */
    String provenBy();

    /** How often it happens, and how that is known, in a sentence for people. */
    default String promise() {
        return semantics().shown(provenBy());
    }

    /** Within which bounds it is performed, in a sentence for people; empty: it has none of its own. */
    default String bounds() {
        return "";
    }

    /** How long is paused before each further try, where no lock was given; empty: it is not tried again. */
    default List<Duration> lockPauses() {
        return List.of();
    }

    /** What will be done, line by line, nothing left out. Secrets and values not known yet as placeholders. */
    List<String> show();

    /** What of {@link #show()} stays the same however often the step is planned. */
    default List<String> content() {
        return show();
    }

    /** What tells this effect from the step's others, the same each time the step is planned. */
    default String key() {
        return key(kind(), target().toString(), content());
    }

    /** The key of an effect of that kind on that target with that content. */
    static String key(String kind, String target, List<String> lines) {
        String content = kind + "\n" + target + "\n" + String.join("\n", lines);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
