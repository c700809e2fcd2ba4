package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Dump;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Finding.Verdict;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Prune;
import dev.handrail.runbook.Restore;
import dev.handrail.runbook.RestorePoint;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Swap;
import dev.handrail.runbook.Upload;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/** Performs the effects on whole databases and their backups. */
public final class WholeDatabases {
    /** Where backups are fetched and decrypted for a while; relative to home. */
    private static final String WORKING = "restoring";

    private final SearchPath path;
    private final Function<String, Path> folders;
    private final Clock clock;

    /** @param folders from a folder as it is written to where it is */
    public WholeDatabases(SearchPath path, Function<String, Path> folders, Clock clock) {
        this.path = path;
        this.folders = folders;
        this.clock = clock;
    }

    /** By the machine's own clock. */
    public WholeDatabases(SearchPath path, Function<String, Path> folders) {
        this(path, folders, Clock.systemUTC());
    }

    public Outcome dump(Login login, Dump dump, Execution execution) {
        return dump(login, login, dump, execution);
    }

    /** @param scratch how the server is reached on which a restored dump is tried */
    public Outcome dump(Login login, Login scratch, Dump dump, Execution execution) {
        Path folder = folders.apply(dump.folder().resolve(execution.values()));
        return new Dumping(login, scratch, path, dump, execution, clock).perform(folder);
    }

    public Outcome restore(Login login, Restore restore, Execution execution) {
        if (restore.foreign() != null) {
            return new Adopting(login, path, restore, restore.foreign(), execution)
                    .perform(folders.apply(restore.place().resolve(execution.values())));
        }
        Path working = folders.apply(WORKING).resolve(execution.run() + "-" + restore.into());
        return new Restoring(login, path, restore, execution)
                .perform(lying(restore.place().resolve(execution.values())), working);
    }

    private Lying lying(String place) {
        return Bucket.meant(place) ? new Lying.There(Bucket.of(place)) : new Lying.Here(folders.apply(place));
    }

    public Outcome point(Login login, RestorePoint point, Execution execution) {
        return new Pointing(login, point, execution, clock)
                .perform(folders.apply(point.folder().resolve(execution.values())));
    }

    public Outcome upload(Upload upload, Execution execution) {
        Path folder = folders.apply(upload.folder().resolve(execution.values()));
        Bucket to = Bucket.of(upload.to().resolve(execution.values()));
        return new Sending(upload, to, execution).perform(folder.resolve(upload.name()));
    }

    /**
     * @param swappable false where our own lock stands in the way
     * @param ours closes our own sessions in the databases that are renamed
     */
    public Outcome swap(Login login, Swap swap, Execution execution, boolean swappable, Runnable ours) {
        if (!swappable) {
            throw new Problem(
                    ExitCode.FAILED,
                    "names can't be swapped while the lock is held in the database itself",
                    login.address().shown(),
                    "the maintenance database 'postgres' can't be reached, so the lock's session is in the way",
                    "let " + login.address().user() + " connect to the database postgres, then resume");
        }
        return new Swapping(login).perform(swap, execution, ours);
    }

    public Outcome prune(Prune prune, Execution execution) {
        return new Pruning(prune, execution).perform();
    }

    /** A dump is begun anew, or found with its name; so is a restore; a swap has its proof. */
    public Finding establish(Login login, Started started) {
        return switch (started.kind()) {
            case "swap" -> new Swapping(login).establish(started);
            case "dump" ->
                new Finding(
                        Verdict.PLAN_AGAIN, "a dump that has no name yet is no backup; a proven one is found by it");
            case "restore-point" ->
                new Finding(
                        Verdict.PLAN_AGAIN,
                        "a restore point may be there twice; the manifest names the one that counts");
            case "upload" -> new Finding(Verdict.PLAN_AGAIN, "what arrived is found and not sent again");
            default -> new Finding(Verdict.PLAN_AGAIN, "a database that was not restored to its end is made anew");
        };
    }
}
