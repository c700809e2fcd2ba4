package dev.handrail.shell.command;

import dev.handrail.shell.command.Choices.Kind;
import dev.handrail.shell.help.Entry;
import dev.handrail.shell.help.Help;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The completion of bash and zsh, made from the command model. What depends on files is looked up by the shell itself. */
public final class CompletionScript {
    private final StringBuilder text = new StringBuilder();

    private CompletionScript() {}

    /** @param shell bash or zsh */
    public static String of(String shell) {
        return resource(shell + ".head") + new CompletionScript().model() + resource("names") + resource(shell);
    }

    private static String resource(String name) {
        try (InputStream in = CompletionScript.class.getResourceAsStream("/completion/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String model() {
        line("_handrail_commands() {");
        line("  cat <<'end'");
        Help.COMMANDS.stream()
                .filter(entry -> !entry.inside())
                .forEach(entry -> line(entry.name() + ":" + entry.does()));
        line("end");
        line("}\n");
        options();
        values();
        arguments();
        return text.toString();
    }

    private void options() {
        line("_handrail_options() {");
        line("  case $1 in");
        for (Entry entry : Help.COMMANDS) {
            if (!entry.inside()) {
                listed(entry.name(), entry.name());
            }
        }
        listed("", "*");
        line("  esac");
        line("}\n");
    }

    private void listed(String command, String pattern) {
        line("    " + pattern + ")");
        line("      cat <<'end'");
        Commands.options(command).forEach(option -> line(option.name() + ":" + option.does()));
        line("end");
        line("      ;;");
    }

    /** What stands behind an option: a kind of name, words, or {@code value} for anything. */
    private void values() {
        line("_handrail_value() {");
        line("  case $1:$2 in");
        for (Entry entry : Help.COMMANDS) {
            if (Commands.options(entry.name()).stream().anyMatch(o -> o.name().equals("--format"))) {
                line("    " + entry.name() + ":--format) echo " + shown(Choices.ofOption(entry.name(), "--format"))
                        + " ;;");
            }
        }
        Help.COMMANDS.stream()
                .filter(entry -> !entry.inside())
                .flatMap(entry -> Commands.options(entry.name()).stream())
                .filter(option -> option.takesValue() && !option.name().equals("--format"))
                .map(option ->
                        "    *:" + option.name() + ") echo " + shown(Choices.ofOption("", option.name())) + " ;;")
                .distinct()
                .forEach(this::line);
        line("  esac");
        line("}\n");
    }

    private void arguments() {
        line("_handrail_argument() {");
        line("  case $1 in");
        for (Entry entry : Help.COMMANDS) {
            if (Choices.ofArgument(entry.name()).kind() != Kind.NOTHING) {
                line("    " + entry.name() + ") echo " + shown(Choices.ofArgument(entry.name())) + " ;;");
            }
        }
        line("  esac");
        line("}\n");
    }

    private static String shown(Choices choices) {
        return switch (choices.kind()) {
            case NOTHING -> "value";
            case WORDS, OPEN_WORDS ->
                choices.kind().name().toLowerCase(Locale.ROOT) + " " + String.join(" ", choices.words());
            default -> choices.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
