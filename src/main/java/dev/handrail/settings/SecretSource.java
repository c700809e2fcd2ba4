package dev.handrail.settings;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a secret is found: {@code env:NAME}, {@code file:PATH} or {@code cmd:PROGRAM ARGS}. Never the secret. */
public sealed interface SecretSource {
    /** The three forms, as messages name them. */
    String FORMS = "env:NAME, file:PATH or cmd:PROGRAM ARGS";

    /**
     * Fetches the secret; a line end at its end is not part of it.
     *
     * @param run runs a program and returns its output; starting programs is the target's business
     * @throws Problem exit 7 where it is not there or empty
     */
    String reveal(Map<String, String> environment, Function<List<String>, String> run);

    record FromVariable(String name) implements SecretSource {
        @Override
        public String reveal(Map<String, String> environment, Function<List<String>, String> run) {
            return present(environment.getOrDefault(name, ""), "env:" + name, "set it: export " + name + "=…");
        }
    }

    record FromFile(Path file) implements SecretSource {
        @Override
        public String reveal(Map<String, String> environment, Function<List<String>, String> run) {
            try {
                return present(Files.readString(file), "file:" + file, "write the secret into " + file);
            } catch (IOException e) {
                throw new Problem(
                        ExitCode.UNREACHABLE,
                        "the file of a secret can't be read",
                        "file:" + file,
                        e.getClass().getSimpleName().replace("Exception", ""),
                        "create it, readable by you alone: chmod 600 " + file,
                        e);
            }
        }
    }

    record FromProgram(List<String> argv) implements SecretSource {
        @Override
        public String reveal(Map<String, String> environment, Function<List<String>, String> run) {
            return present(run.apply(argv), "cmd:" + String.join(" ", argv), "run it by hand and see what it prints");
        }
    }

    /** The source written as {@code text}, or empty where it is none, e.g. because it is the secret itself. */
    static Optional<SecretSource> parse(String text) {
        Matcher written = Pattern.compile("(env|file|cmd):\\s*(\\S.*?)\\s*", Pattern.DOTALL)
                .matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        String rest = written.group(2);
        return switch (written.group(1)) {
            case "env" ->
                rest.matches("[A-Za-z_][A-Za-z0-9_]*") ? Optional.of(new FromVariable(rest)) : Optional.empty();
            // file://… is a URL that somebody took for an address, not a path.
            case "file" ->
                rest.startsWith("//") ? Optional.empty() : Optional.of(new FromFile(Path.of(expanded(rest))));
            default -> Optional.of(new FromProgram(words(rest)));
        };
    }

    private static String expanded(String path) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }

    /** Words between blanks; quotes keep blanks together. No shell is asked. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+").matcher(line);
        while (word.find()) {
            words.add(word.group().replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
        }
        return words;
    }

    private static String present(String found, String source, String remedy) {
        String secret = found.replaceFirst("\\R+$", "");
        if (secret.isEmpty()) {
            throw new Problem(ExitCode.UNREACHABLE, "a secret is missing", source, "", remedy);
        }
        return secret;
    }
}
