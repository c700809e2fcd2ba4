package dev.handrail.shell.help;

import java.util.List;
import java.util.Optional;

/** The commands and what they do: only what works. Both fronts build on this list. */
public final class Help {
    /** Every command, in the order in which people need them. */
    public static final List<Entry> COMMANDS = List.of(
            new Entry("list", "[FOLDER]", "the runbooks there, and the last run of each", "handrail list"),
            new Entry(
                    "new",
                    "NAME",
                    "a runbook to begin with, each line explained",
                    "handrail new orders --template migration"),
            new Entry(
                    "import",
                    "FILE.md",
                    "a checklist in Markdown as the draft of a runbook",
                    "handrail import DEPLOYMENT.md --out runbooks/deployment.groovy"),
            new Entry(
                    "show",
                    "RUNBOOK | PLANFILE",
                    "a runbook or a plan file as a document for reviewers",
                    "handrail show getting-started"),
            new Entry("check", "[PATH...]", "every mistake that can be seen without a target", "handrail check"),
            new Entry(
                    "plan", "RUNBOOK", "what each step would do, exactly; reads only", "handrail plan getting-started"),
            new Entry("test", "[PATH...]", "specifications beside runbooks, in the sandbox", "handrail test shop"),
            new Entry(
                    "explain",
                    "[RUNBOOK] STEP",
                    "what exactly one step would do, in order; reads only",
                    "handrail explain getting-started schema/scripts"),
            new Entry("run", "RUNBOOK | --plan FILE", "runs a runbook, step by step", "handrail run getting-started"),
            new Entry(
                    "resume",
                    "[RUN]",
                    "goes on where a run stopped, also from a file that was exported",
                    "handrail resume"),
            new Entry(
                    "rollback",
                    "[RUN]",
                    "takes back what a run did, newest first",
                    "handrail rollback --to schema/totals"),
            new Entry(
                    "abandon",
                    "RUN",
                    "closes an open run as it is",
                    "handrail abandon 1121-7f3k --reason \"done by hand\""),
            new Entry(
                    "restore", "[PLACE...]", "what can be restored, and the runbook that does it", "handrail restore"),
            new Entry(
                    "partitions",
                    "[TABLE]",
                    "partitions as they stand: rows, sizes, gaps, when the next is due",
                    "handrail partitions audit_logs --env prod"),
            new Entry("runs", "[prune]", "every run, newest first; prune removes old ones", "handrail runs"),
            new Entry("due", "", "what runs that are done have left for later, and since when", "handrail due"),
            new Entry("status", "[RUN]", "how a run stands, from another terminal too", "handrail status --follow"),
            new Entry("report", "[RUN]", "a run's report", "handrail report --format md"),
            new Entry("verify", "RUN", "whether a run's journal is whole and unaltered", "handrail verify 1121-7f3k"),
            new Entry(
                    "export",
                    "RUN --out FILE",
                    "hands a run over to another person or machine",
                    "handrail export 1121-7f3k --out shop.run"),
            new Entry("note", "TEXT", "a note into the open run's journal", "handrail note \"load is normal\""),
            new Entry("env", "[NAME]", "what is bound where and why, and is it reachable", "handrail env --env prod"),
            new Entry(
                    "doctor",
                    "[RUNBOOK...]",
                    "what is missing on this machine, or for a runbook, and what to do",
                    "handrail doctor mono-uuid-schema --env prod"),
            new Entry("sql", "[on NAME] SQL", "in the shell only: asks a database, reads only", "sql select now()"),
            new Entry("redis", "[on NAME] COMMAND", "in the shell only: asks a cache, reads only", "redis info"),
            new Entry("sandbox", "start|stop|reset|url", "the embedded PostgreSQL and Redis", "handrail sandbox url"),
            new Entry("help", "[COMMAND]", "this, or all options of a command", "handrail help run"));

    private static final String TEXT = """
            handrail runs database runbooks: each step is shown, confirmed, done, checked and recorded.

              handrail run getting-started      try it: works on an embedded sandbox, harms nothing
              handrail                          the shell, with completion and history
              handrail help run                 every option of a command, with examples

            Commands
            %s
            Options of every command
              --env NAME          the environment in handrail.yml (default: sandbox)
              --set INPUT=VALUE   an input of the runbook
              --json              JSON lines on standard output
              --color WHEN        auto, always or never
              -q, --quiet         only what is not as it should be, and the result
              -v, --verbose       each effect and each check
              --accessible        for screen readers: nothing is drawn over, words for symbols
              --bell DURATION     rings at the end of a step that took so long, e.g. 30s
              --no-input          never ask, even in a terminal
              --home DIR          where runs are kept (default: $HANDRAIL_HOME, else the XDG folders)
              --debug             where an unexpected failure happened

            RUNBOOK is a file, or a name under runbooks/. In the shell: use NAME works on another environment, exit leaves.
            """;

    private Help() {}

    public static String text() {
        StringBuilder commands = new StringBuilder();
        for (Entry entry : COMMANDS) {
            String call = entry.name() + " " + entry.arguments();
            commands.append("  ")
                    .append(call)
                    .append(" ".repeat(Math.max(2, 32 - call.length())))
                    .append(entry.does())
                    .append('\n');
        }
        return TEXT.replace("%s", commands);
    }

    public static Optional<Entry> of(String name) {
        for (Entry entry : COMMANDS) {
            if (entry.name().equals(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    public static List<String> names() {
        return COMMANDS.stream().map(Entry::name).toList();
    }
}
