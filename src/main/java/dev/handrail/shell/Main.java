package dev.handrail.shell;

import dev.handrail.seal.Work;
import dev.handrail.seal.Worker;
import dev.handrail.shell.help.Help;
import dev.handrail.shell.help.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where the program begins: help and version at once, then one command, or the REPL where none is given. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        String only = arguments.length == 1 ? arguments[0] : "";
        switch (only) {
            case "--version", "-V" -> System.out.println("handrail " + Version.number());
            case "--help", "-h", "help" -> System.out.print(Help.text());
            case "--train" -> {
                unrecorded();
                Training.all();
            }
            case "--encrypt" -> encrypt();
            default -> command(arguments);
        }
    }

    private static void command(String[] arguments) {
        unrecorded();
        System.exit(Front.command(arguments).status());
    }

    /**
     * Libraries register their events with the flight recorder where there is one, a tenth of a second for a run with a
     * database. A recording that the command line began goes on: who began it has asked already.
     */
    private static void unrecorded() {
        System.setProperty("jfr.unsupported.vm", "true");
    }

    /** What handrail starts for itself: work on standard input, answers on standard output. */
    private static void encrypt() {
        try {
            Work work = Work.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
            Worker.perform(work, answer -> System.out.println(answer.line()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
