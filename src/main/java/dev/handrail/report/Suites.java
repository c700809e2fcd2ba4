package dev.handrail.report;

import java.util.List;

/** Tests that ran, as JUnit XML. */
public final class Suites {
    private final Markup xml = new Markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private Suites() {}

    /**
     * One test.
     *
     * @param suite the specification
     * @param failure what was wrong, whole; empty: it passed
     * @param skipped true where it did not run
     */
    public record Case(String suite, String name, long ms, String failure, boolean skipped) {
        boolean failed() {
            return !failure.isEmpty();
        }
    }

    public static String of(List<Case> cases) {
        return new Suites().document(cases);
    }

    private String document(List<Case> cases) {
        open("testsuites", "handrail test", cases);
        cases.stream().map(Case::suite).distinct().forEach(suite -> {
            List<Case> own = cases.stream().filter(c -> c.suite().equals(suite)).toList();
            open("testsuite", suite, own);
            own.forEach(this::one);
            xml.close();
        });
        return xml.close().document();
    }

    private void open(String element, String name, List<Case> cases) {
        xml.open(
                element,
                "name",
                name,
                "tests",
                String.valueOf(cases.size()),
                "failures",
                String.valueOf(cases.stream().filter(Case::failed).count()),
                "skipped",
                String.valueOf(cases.stream().filter(Case::skipped).count()),
                "time",
                seconds(cases.stream().mapToLong(Case::ms).sum()));
    }

    private void one(Case one) {
        xml.open("testcase", "classname", one.suite(), "name", one.name(), "time", seconds(one.ms()));
        if (one.failed()) {
            xml.leaf(
                    "failure",
                    one.failure(),
                    "message",
                    one.failure().lines().findFirst().orElse(""));
        } else if (one.skipped()) {
            xml.empty("skipped");
        }
        xml.close();
    }

    private static String seconds(long ms) {
        return ms / 1000 + "." + String.format(java.util.Locale.ROOT, "%03d", ms % 1000);
    }
}
