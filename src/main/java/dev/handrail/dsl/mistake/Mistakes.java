package dev.handrail.dsl.mistake;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every mistake that was found in a runbook, at once. Nothing was contacted, nothing was done. */
public final class Mistakes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What can be told of code that the compiler made. */
    private static final Set<String> GENERATED = Set.of(Code.NOT_ALLOWED.id(), Code.WRONG_TYPE.id(), Code.SYNTAX.id());

    private final transient List<Mistake> all;

    /**
     * @param all at least one, in any order; what is not allowed in code that the compiler made follows from what the
     *     author wrote, and is told only where nothing else is
     */
    public Mistakes(List<Mistake> all) {
        super(
                all.size() == 1
                        ? all.get(0).what()
                        : all.size() + " mistakes, one of them: " + all.get(0).what());
        boolean placed = all.stream().anyMatch(m -> m.position().line() > 0);
        this.all = all.stream()
                .distinct()
                .filter(m -> !placed || m.position().line() > 0 || !GENERATED.contains(m.code()))
                .sorted(Comparator.comparing((Mistake m) -> m.position().file())
                        .thenComparing(m -> m.position().line())
                        .thenComparing(m -> m.position().column()))
                .toList();
    }

    /** The same without those that may only follow from others. */
    public Mistakes without(Set<String> codes) {
        List<Mistake> rest = all.stream().filter(m -> !codes.contains(m.code())).toList();
        return rest.isEmpty() ? this : new Mistakes(rest);
    }

    /** Sorted by file, line and column. */
    public List<Mistake> all() {
        return all;
    }

    /** All mistakes for a person, a blank line between them. */
    public String told() {
        return all.stream().map(Mistake::told).collect(Collectors.joining("\n\n"));
    }

    /** The same as one problem with exit code 2, for callers that know problems only. */
    public Problem toProblem() {
        Mistake first = all.get(0);
        String what = all.size() == 1 ? first.what() : all.size() + " mistakes; the first: " + first.what();
        String why = all.size() == 1 ? "" : told();
        return new Problem(ExitCode.WRONG, what, first.position().toString(), why, first.fix(), this);
    }
}
