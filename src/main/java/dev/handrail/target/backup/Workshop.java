package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.seal.Answer;
import dev.handrail.seal.Work;
import dev.handrail.target.host.Call;
import dev.handrail.target.host.Captured;
import dev.handrail.target.host.Child;
import dev.handrail.target.host.Output;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Encrypts in a process of its own. Handrail's own JVM is set to start quickly and never compiles for speed: there the
 * same work takes several times as long.
 */
record Workshop(Execution execution) {
    /** The program's beginning and the word that it knows this by. */
    private static final String PROGRAM = "dev.handrail.shell.Main";

    private static final String WORD = "--encrypt";

    /** @throws EffectFailure cancelled on request, failed where the process ends before its work does */
    void perform(Work work, Consumer<Answer> answers) {
        Captured complaints = new Captured();
        Call call = Call.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PROGRAM,
                        WORD)
                .given(work.text());
        Child child = Child.start(call, Output.lines(line -> told(line, answers)), complaints);
        try {
            cancelWith(child);
            int exit = child.await();
            if (execution.cancelled()) {
                throw EffectFailure.cancelled(execution.cancelReason());
            }
            if (exit != 0) {
                throw EffectFailure.failed(
                        "the process that encrypts ended with exit status " + exit,
                        "",
                        complaints.trimmed().lines().findFirst().orElse("it said nothing"),
                        "see whether it was killed (out of memory?), then resume");
            }
        } catch (InterruptedException e) {
            child.cancel();
            Thread.currentThread().interrupt();
            throw EffectFailure.cancelled("interrupted");
        }
    }

    private static void told(String line, Consumer<Answer> answers) {
        try {
            answers.accept(Answer.of(line));
        } catch (IllegalArgumentException | ClassCastException e) {
            // the JVM's own words, e.g. a warning; a file whose answer is missing is noticed at the end
        }
    }

    private void cancelWith(Child child) throws InterruptedException {
        try {
            execution.onCancel(child::cancel);
        } catch (EffectFailure asked) {
            child.cancel();
            child.await();
            throw asked;
        }
    }
}
