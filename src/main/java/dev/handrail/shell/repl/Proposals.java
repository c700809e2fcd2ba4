package dev.handrail.shell.repl;

import dev.handrail.dsl.Mode;
import dev.handrail.journal.Runs;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Recovery;
import dev.handrail.runbook.Runbook;
import dev.handrail.shell.query.Inquiry;
import dev.handrail.shell.session.Named;
import dev.handrail.shell.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that has a name, for completion. What can't be read has none; nothing is contacted. */
record Proposals(Session session, Inquiry inquiry) {
    List<String> runbooks() {
        return List.copyOf(session.books().named().keySet());
    }

    List<String> environments() {
        try {
            return session.settings().names();
        } catch (Problem mistake) {
            return List.of();
        }
    }

    List<String> runs(boolean open) {
        return session.runs().all().stream()
                .filter(run -> run.open() || !open)
                .map(Runs.Run::id)
                .toList();
    }

    List<String> inputs(List<String> words) {
        return runbook(words).stream()
                .flatMap(book -> book.inputs().stream())
                .map(input -> input.name() + "=")
                .toList();
    }

    /** {@code input=choice} for each choice of the input. */
    List<String> choices(List<String> words, String input) {
        return runbook(words).stream()
                .flatMap(book -> book.inputs().stream())
                .filter(known -> known.name().equals(input))
                .flatMap(known -> known.choices().stream())
                .map(choice -> input + "=" + choice)
                .toList();
    }

    /** What may come next behind sql or redis; a database is asked for its tables. */
    List<String> asked(List<String> words) {
        return inquiry.proposed(words);
    }

    List<String> steps(List<String> words) {
        return runbook(words).map(book -> List.copyOf(new Named(book).all())).orElse(List.of());
    }

    List<String> recoveries(List<String> words) {
        return runbook(words).stream()
                .flatMap(book -> book.recoveries().stream())
                .map(Recovery::id)
                .toList();
    }

    /** The runbook that a line is about: named in it, or that of its run, or of the only open run. */
    private Optional<Runbook> runbook(List<String> words) {
        List<String> files = new ArrayList<>();
        Map<String, java.nio.file.Path> named = session.books().named();
        List<Runs.Run> runs = session.runs().all();
        for (String word : words) {
            if (named.containsKey(word) || word.endsWith(".groovy")) {
                files.add(word);
            }
            runs.stream()
                    .filter(run -> run.id().equals(word))
                    .forEach(run -> files.add(run.state().basis().file()));
        }
        runs.stream()
                .filter(Runs.Run::open)
                .forEach(run -> files.add(run.state().basis().file()));
        return files.stream().findFirst().flatMap(this::read);
    }

    private Optional<Runbook> read(String file) {
        try {
            return Optional.of(session.books().load(file, Map.of(), Mode.CHECK).runbook());
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
