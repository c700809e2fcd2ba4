package dev.handrail.target.backup;

import dev.handrail.runbook.Execution;
import dev.handrail.seal.Answer;
import dev.handrail.seal.Identity;
import dev.handrail.seal.Opening;
import dev.handrail.seal.Recipient;
import dev.handrail.seal.Sealing;
import dev.handrail.seal.Work;
import dev.handrail.seal.Worker;
import dev.handrail.target.host.AgeProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Encrypts with the age program, which does it many times as fast as this JVM; small files without it. */
record AgeWorkshop(AgeProgram program, Execution execution) {
    /** What is smaller is done here before a program is started. */
    static final long WORTH = 1L << 19;

    /** @throws dev.handrail.runbook.EffectFailure cancelled on request */
    void perform(Work work, Consumer<Answer> answers) {
        perform(work, WORTH, answers);
    }

    /** With the program even for a few bytes: whether it is sound is known before there is much to encrypt. */
    void tryOut(Work work, Consumer<Answer> answers) {
        perform(work, 0, answers);
    }

    private void perform(Work work, long least, Consumer<Answer> answers) {
        Filters filters = new Filters(program, execution);
        filters.heedCancel();
        Sealing own = new Sealing(work.recipients().stream().map(Recipient::new).toList());
        if (work.identity() == null) {
            Worker.perform(work.files(), new AgeStreaming(filters, own, least), AgeWorkshop::read, answers);
        } else {
            Opening opening = new Opening(Identity.of(work.identity()));
            Worker.perform(
                    work.files(),
                    new AgeSealing(filters, own, least),
                    new AgeOpening(filters, opening, least),
                    answers);
        }
        filters.mustGoOn();
    }

    private static String read(Path file, LongConsumer done) throws IOException {
        String digest = Sha.of(file);
        done.accept(Files.size(file));
        return digest;
    }
}
