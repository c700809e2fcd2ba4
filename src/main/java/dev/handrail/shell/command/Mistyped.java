package dev.handrail.shell.command;

import dev.handrail.problem.Problem;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Mistakes in a command line, in our words. */
final class Mistyped {
    private Mistyped() {}

    static Problem problem(CommandLine.ParameterException mistake, List<String> line) {
        CommandSpec spec = mistake.getCommandLine().getCommandSpec();
        if (mistake instanceof CommandLine.UnmatchedArgumentException unmatched) {
            return unmatched(spec, unmatched.getUnmatched().get(0));
        }
        if (mistake instanceof CommandLine.MissingParameterException missing) {
            return missing(spec, missing);
        }
        if (mistake instanceof CommandLine.OverwrittenOptionException twice) {
            String option = name(twice.getOverwritten());
            return Written.wrong(option + " is given twice", option, "", "give it once");
        }
        String what = String.valueOf(mistake.getMessage());
        return Written.wrong(what, String.join(" ", line), "", "see: " + help(spec));
    }

    private static Problem unmatched(CommandSpec spec, String word) {
        boolean root = spec.parent() == null;
        if (word.startsWith("-") && word.length() > 1) {
            return Written.wrong(
                    "there is no option " + word,
                    root ? "" : spec.name(),
                    "",
                    NearWord.of(option(word), options(spec))
                            .map(near -> "did you mean " + near + "? All of them: " + help(spec))
                            .orElse("see: " + help(spec)));
        }
        if (root) {
            return Written.wrong(
                    "there is no command '" + word + "'", "", "", NearWord.proposal(word, Commands.names()));
        }
        return Written.wrong(
                "'" + word + "' is one word too many", spec.name(), "quote text that has blanks", "see: " + help(spec));
    }

    private static String option(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    private static List<String> options(CommandSpec spec) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            names.addAll(List.of(option.names()));
        }
        return names;
    }

    private static Problem missing(CommandSpec spec, CommandLine.MissingParameterException missing) {
        List<ArgSpec> all = missing.getMissing();
        if (all.isEmpty()) {
            return Written.wrong(String.valueOf(missing.getMessage()), spec.name(), "", "see: " + help(spec));
        }
        ArgSpec first = all.get(0);
        if (first.isOption()) {
            String option = name(first);
            return Written.wrong(
                    option + " needs a value",
                    spec.parent() == null ? "" : spec.name(),
                    "",
                    "write " + option + " " + first.paramLabel());
        }
        String needed = all.stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" "));
        return Written.wrong(
                spec.name() + " needs " + needed,
                "",
                "",
                "write: handrail " + spec.name() + " " + needed + "\nsee: " + help(spec));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String help(CommandSpec spec) {
        return spec.parent() == null ? "handrail help" : "handrail help " + spec.name();
    }
}
