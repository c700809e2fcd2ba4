package dev.handrail.target.host;

import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Unfinished;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where proven backups are known: given to the host, so that it need not know how a backup is made. */
public interface Backups {
    /** The proven ones in a folder, newest first; none where the folder is not there. */
    List<Manifest> in(Path folder);

    Optional<Manifest> at(Path place);

    /** A dump that somebody else made. */
    Optional<Foreign> foreign(Path place);

    /** The proven ones in S3, newest first. */
    List<Manifest> in(Bucket place);

    Optional<Manifest> at(Bucket place);

    /** What killed runs left in a folder; nothing where the folder is not there. */
    List<Unfinished> unfinished(Path folder);

    /** The same in S3. */
    List<Unfinished> unfinished(Bucket place);

    /** @throws dev.handrail.problem.Problem where backups may not be put there */
    void fit(Path folder);
}
