package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.tape.SourceMap;
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
    private static final String DECLARED_TWICE = "(?s).*already contains a variable of the name (\\w+).*";
    private static final Map<Pattern, String> KNOWN = Map.ofEntries(
            known(DECLARED_TWICE, "the variable '%s' is declared twice"),
            known(
                    "(?s).*variable \\[(\\w+)\\] is declared final but is reassigned.*",
                    "'%s' is final and gets another value here"),
            known("(?s).*(break|continue) statement is only allowed.*", "'%s' stands outside of a loop"),
            known("(?s).*duplicate class definition of class (\\w+).*", "there are two classes '%s'"),
            known("(?s).*Unexpected character: '(.).*", "%s can't stand here"),
            known("(?s).*unexpected named arg: (\\w+).*", "there is no option '%s:' here"),
            known("(?s).*required named param '(\\w+)' not found.*", "the option '%s:' is missing"),
            known("(?s).*argument for named param '(\\w+)' has type.*", "the value of '%s:' has the wrong type"),
            known("(?s).*unable to resolve class (\\S+).*", "'%s' is no type of the language"),
            known("(?s).*Cannot call closure that accepts.*", "this closure takes other arguments"),
            known("(?s).*Cannot find matching method [^#]*#(\\w+).*", "there is no '%s' for values of these types"),
            known(
                    "(?s).*(?:Cannot (?:assign|return) value|loss of precision).*",
                    "the value does not fit the declared type"),
            known("(?s).*Multiple assignments.*", "several variables need a list of values"),
            known("(?s).*Method too large: .*", "this block is too long to be compiled"));

    private final Session session;
    private final Reporter reporter;
    private final Source source;
    private final SourceMap numbered;

    /** @param numbered what line numbers mean, where code has got numbers in their place already */
    CompilerMessages(Session session, Source source, SourceMap numbered) {
        this.session = session;
        this.reporter = session.reporter();
        this.source = source;
        this.numbered = numbered;
    }

    private static Map.Entry<Pattern, String> known(String written, String told) {
        return Map.entry(Pattern.compile(written), told);
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
        Span at = numbered.span(error.getStartLine());
        boolean late = at.line() > 0;
        int line = late ? at.line() : error.getStartLine();
        int column = late ? at.column() : Math.max(1, error.getStartColumn());
        if (session.isSpoilt(line, column)) {
            return;
        }
        String text = String.valueOf(error.getOriginalMessage());
        if (!text.contains("[Static type checking]") && Unclosed.tell(source, reporter)) {
            return;
        }
        Optional<StraySign.Place> stray =
                text.contains("Unexpected input") ? StraySign.in(source.text()) : Optional.empty();
        if (stray.isPresent()) {
            StraySign.Place place = stray.get();
            reporter.add(
                    Code.SYNTAX,
                    "this " + place.sign() + " was not expected here: nothing stands behind it",
                    new Span(place.line(), place.column(), 1),
                    "delete it, or write what is missing behind it");
            return;
        }
        if (Signs.tell(reporter, line, column)) {
            return;
        }
        int length = late ? at.length() : error.getEndLine() == line ? Math.max(1, error.getEndColumn() - column) : 1;
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
        return unexpected(text)
                .orElse(
                        text.contains("[Static type checking]")
                                ? "the types here do not fit together"
                                : "this can't be read");
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
        return text.contains("already contains a variable") || text.contains("duplicate class")
                ? "give one of them another name"
                : "look at this line and the one before it: a quote, bracket or comma may be missing or too many";
    }
}
