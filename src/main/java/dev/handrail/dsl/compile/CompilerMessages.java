package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Source;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** What the compiler itself still has to say, in our words. */
final class CompilerMessages {
    private static final Map<Pattern, String> KNOWN = Map.of(
            Pattern.compile("(?s).*The current scope already contains a variable of the name (\\w+).*"),
                    "the variable '%s' is declared twice",
            Pattern.compile("(?s).*unexpected named arg: (\\w+).*"), "there is no option '%s:' here",
            Pattern.compile("(?s).*required named param '(\\w+)' not found.*"), "the option '%s:' is missing",
            Pattern.compile("(?s).*argument for named param '(\\w+)' has type.*"),
                    "the value of '%s:' has the wrong type",
            Pattern.compile("(?s).*unable to resolve class (\\S+).*"), "'%s' is no type of the language",
            Pattern.compile("(?s).*Cannot (?:assign|return) value.*"), "the value does not fit the declared type",
            Pattern.compile("(?s).*Method too large: .*"), "this block is too long to be compiled");

    private final Session session;
    private final Reporter reporter;
    private final Source source;

    CompilerMessages(Session session, Source source) {
        this.session = session;
        this.reporter = session.reporter();
        this.source = source;
    }

    void take(MultipleCompilationErrorsException errors) {
        for (Message message : errors.getErrorCollector().getErrors()) {
            if (message instanceof SyntaxErrorMessage syntax) {
                take(syntax.getCause());
            } else if (message instanceof ExceptionMessage failure) {
                reporter.add(
                        Code.SYNTAX,
                        translated(String.valueOf(failure.getCause().getMessage())),
                        Span.FILE,
                        "write it more simply, or in several sections");
            }
        }
    }

    private void take(SyntaxException error) {
        int line = error.getStartLine();
        int column = Math.max(1, error.getStartColumn());
        if (session.isSpoilt(line, column)) {
            return;
        }
        String text = String.valueOf(error.getOriginalMessage());
        if (!text.contains("[Static type checking]") && Unclosed.tell(source, reporter)) {
            return;
        }
        int length = error.getEndLine() == line ? Math.max(1, error.getEndColumn() - column) : 1;
        reporter.add(code(text), translated(text), new Span(line, column, length), fix(text));
    }

    private static Code code(String text) {
        if (text.contains("required named param")) {
            return Code.MISSING;
        }
        return text.contains("[Static type checking]") ? Code.WRONG_TYPE : Code.SYNTAX;
    }

    private static String translated(String text) {
        for (Map.Entry<Pattern, String> known : KNOWN.entrySet()) {
            Matcher matcher = known.getKey().matcher(text);
            if (matcher.matches()) {
                return matcher.groupCount() > 0 ? String.format(known.getValue(), matcher.group(1)) : known.getValue();
            }
        }
        return unexpected(text).orElse("this can't be read");
    }

    private static Optional<String> unexpected(String text) {
        Matcher matcher = Pattern.compile("(?s)Unexpected input: (.*)").matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String seen = matcher.group(1).replaceAll("(?s)\\s*@ line.*", "").strip();
        if (seen.contains("\\n")) {
            return Optional.of("more was expected before the end of this line");
        }
        String last = seen.replaceAll("^'|'$", "").replaceAll("(?s).*\\s", "");
        return Optional.of("this was not expected here: " + last);
    }

    private static String fix(String text) {
        if (text.contains("[Static type checking]")) {
            return "change the value or the type that is declared";
        }
        return text.contains("already contains a variable")
                ? "give one of them another name"
                : "look at this line and the one before it: a quote, bracket or comma may be missing or too many";
    }
}
