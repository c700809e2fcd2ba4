package dev.handrail.seal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why an encrypted file can't be opened. */
public final class Unopened {
    private Unopened() {}

    public static Problem otherKey(Path sealed, Identity identity, @Nullable Throwable cause) {
        return refused(
                sealed,
                "none of the keys in the secret " + identity.name()
                        + " opens it: it is encrypted to others, or its first lines were changed",
                "bind the secret " + identity.name() + " to an identity that it is encrypted to, then resume",
                cause);
    }

    public static Problem damaged(Path sealed, @Nullable Throwable cause) {
        return refused(sealed, "it is not what was encrypted: cut off, or changed", "use another copy of it", cause);
    }

    private static Problem refused(Path sealed, String why, String remedy, @Nullable Throwable cause) {
        return new Problem(ExitCode.FAILED, "the file can't be opened", sealed.toString(), why, remedy, cause);
    }
}
