package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.seal.Identity;
import dev.handrail.seal.Opener;
import dev.handrail.seal.Opening;
import dev.handrail.seal.Sealing;
import dev.handrail.seal.Together;
import dev.handrail.target.host.AgeProgram;
import dev.handrail.target.host.SearchPath;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** Opens the files of an encrypted backup: with the age program where it is there, else here. */
record Decrypting(Identity identity, SearchPath path, Execution execution) {
    /**
     * @param to a folder, empty; what was written before a mistake was found stays in it
     * @param total bytes, to tell how far it is
     * @throws dev.handrail.problem.Problem where a file can't be opened
     */
    void all(Path from, Collection<String> names, Path to, long total) {
        Opener opener = opener();
        AtomicLong opened = new AtomicLong();
        try {
            Together.each(
                    names.stream().map(from::resolve).toList(),
                    bytes -> advance(opened.addAndGet(bytes), total),
                    (file, done) -> opener.open(file, to.resolve(plain(from.relativize(file))), done));
        } catch (UncheckedIOException e) {
            throw Folders.failed("can't be decrypted", from, e.getCause());
        }
    }

    private Opener opener() {
        Opening own = new Opening(identity);
        return AgeProgram.fit(path)
                .<Opener>map(age -> {
                    Filters filters = new Filters(age, execution);
                    filters.heedCancel();
                    return new AgeOpening(filters, own, AgeWorkshop.WORTH);
                })
                .orElse(own);
    }

    private void advance(long opened, long total) {
        if (execution.cancelled()) {
            throw EffectFailure.cancelled(execution.cancelReason());
        }
        execution.progress(new Progress(opened, total, "bytes", "decrypting"));
    }

    private static String plain(Path name) {
        String sealed = name.toString();
        return sealed.substring(0, sealed.length() - Sealing.SUFFIX.length());
    }
}
