package dev.handrail.shell;

import dev.handrail.shell.help.Help;
import dev.handrail.shell.help.Version;

/** Where the program begins: help and version at once, then one command, or the REPL where none is given. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        String only = arguments.length == 1 ? arguments[0] : "";
        switch (only) {
            case "--version", "-V" -> System.out.println("handrail " + Version.number());
            case "--help", "-h", "help" -> System.out.print(Help.text());
            case "--train" -> Training.all();
            default -> System.exit(Front.command(arguments).status());
        }
    }
}
