package dev.handrail.spec.engine;

import dev.handrail.report.Suites.Case;
import dev.handrail.spec.LastWords;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;

/** Tells each feature as it ends, and keeps all of them. */
final class Following implements EngineExecutionListener {
    private static final int FRAMES = 12;

    private final Consumer<String> tell;
    private final List<Case> cases = new ArrayList<>();
    private final Map<TestDescriptor, Long> begun = new HashMap<>();

    Following(Consumer<String> tell) {
        this.tell = tell;
    }

    List<Case> cases() {
        return cases;
    }

    @Override
    public void executionStarted(TestDescriptor test) {
        begun.put(test, System.nanoTime());
    }

    @Override
    public void executionSkipped(TestDescriptor test, String reason) {
        if (test.isTest() || test.getParent().isPresent()) {
            take(new Case(suite(test), test.getDisplayName(), 0, "", true));
        }
    }

    @Override
    public void executionFinished(TestDescriptor test, TestExecutionResult result) {
        boolean failed = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() || failed) {
            long ms = (System.nanoTime() - begun.getOrDefault(test, System.nanoTime())) / 1_000_000;
            String failure =
                    failed ? result.getThrowable().map(Following::shown).orElse("it was ended") : "";
            take(new Case(suite(test), test.getDisplayName(), ms, failure, false));
        }
    }

    private void take(Case one) {
        cases.add(one);
        String how = one.failure().isEmpty() ? one.skipped() ? "skipped" : "ok     " : "FAILED ";
        tell.accept("  " + how + " " + one.name() + (one.skipped() ? "" : "  " + one.ms() + " ms"));
        one.failure().lines().forEach(line -> tell.accept("      " + line));
        List<String> printed = LastWords.take();
        if (!one.failure().isEmpty()) {
            printed.forEach(line -> tell.accept("      | " + line));
        }
    }

    private static String suite(TestDescriptor test) {
        TestDescriptor at = test;
        while (at.getParent().isPresent() && at.getParent().get().getParent().isPresent()) {
            at = at.getParent().get();
        }
        return at.getDisplayName();
    }

    private static String shown(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        List<String> lines = text.toString().lines().toList();
        long frames = 0;
        StringBuilder shown = new StringBuilder();
        for (String line : lines) {
            frames += line.startsWith("\tat ") ? 1 : 0;
            if (frames <= FRAMES || !line.startsWith("\t")) {
                shown.append(line).append('\n');
            }
        }
        return shown.toString().strip();
    }
}
