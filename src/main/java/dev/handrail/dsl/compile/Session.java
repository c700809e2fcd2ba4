package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.words.AllWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ASTNode;

/** What the passes over one script share: the mistakes found, and which statements are spoilt by one already. */
final class Session {
    /** Where the session of a compilation hangs on the module's node. */
    static final String KEY = "handrail.session";

    /** Where a call keeps the word that it says. */
    static final String WORD = "handrail.word";

    private static final AllWords WORDS = new AllWords();

    private final Reporter reporter;
    private final List<Range> statements = new ArrayList<>();
    private final Set<Range> spoilt = new HashSet<>();
    private final List<Range> silent = new ArrayList<>();

    Session(Reporter reporter) {
        this.reporter = reporter;
    }

    Reporter reporter() {
        return reporter;
    }

    AllWords words() {
        return WORDS;
    }

    void statement(ASTNode statement) {
        if (statement.getLineNumber() > 0) {
            statements.add(Range.of(statement));
        }
    }

    Span span(ASTNode node) {
        return node.getLineNumber() < 1 ? Span.FILE : Range.span(node, reporter.line(node.getLineNumber()));
    }

    /** What the source has before this place, on its line. */
    String before(ASTNode node) {
        String line = node.getLineNumber() < 1 ? "" : reporter.line(node.getLineNumber());
        return line.substring(0, Math.max(0, Math.min(line.length(), node.getColumnNumber() - 1)));
    }

    /** The line below this place in which a variable of that name is declared. */
    Optional<Integer> declaredBelow(String name, ASTNode node) {
        Pattern declared = Pattern.compile("(?:def|[A-Z]\\w*|int|boolean)\\s+" + Pattern.quote(name) + "\\s*=.*");
        List<String> lines =
                reporter.files().getOrDefault(reporter.position(Span.FILE).file(), List.of());
        for (int line = Math.max(0, node.getLineNumber()); line < lines.size(); line++) {
            if (declared.matcher(lines.get(line)).matches()) {
                return Optional.of(line + 1);
            }
        }
        return Optional.empty();
    }

    /** True where the source has a quote at this place. */
    boolean quoted(ASTNode node) {
        String line = reporter.line(node.getLineNumber());
        int at = node.getColumnNumber() - 1;
        return at >= 0 && at < line.length() && "'\"".indexOf(line.charAt(at)) >= 0;
    }

    /** Where {@code name} is written in what declares it. */
    private Span spanOfName(ASTNode declaration, String name) {
        String line = reporter.line(declaration.getLineNumber());
        Matcher written = Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(line);
        return written.find(Math.min(line.length(), declaration.getColumnNumber() - 1))
                ? new Span(declaration.getLineNumber(), written.start() + 1, name.length())
                : span(declaration);
    }

    /** A mistake at the name that is declared here. */
    void mistake(Code code, String what, ASTNode declaration, String name, String fix) {
        if (!isSpoilt(declaration)) {
            reporter.add(code, what, spanOfName(declaration, name), fix);
            spoil(declaration);
        }
    }

    void mistake(Code code, String what, ASTNode at, String fix) {
        if (!isSpoilt(at)) {
            reporter.add(code, what, span(at), fix);
            spoil(at);
        }
    }

    void mistake(Code code, String what, ASTNode at, String fix, List<String> allowed, Optional<String> near) {
        if (!isSpoilt(at)) {
            reporter.add(code, what, span(at), fix, allowed, near.orElse(null));
            spoil(at);
        }
    }

    void unknown(Code code, String what, ASTNode at, String written, Collection<String> known, String fix) {
        if (!isSpoilt(at)) {
            reporter.unknown(code, what, span(at), written, known, fix);
            spoil(at);
        }
    }

    /** From here on the statement around this node is silent: one mistake is told once. */
    void spoil(ASTNode at) {
        spoilt.add(statementAt(at.getLineNumber(), at.getColumnNumber()).orElse(Range.of(at)));
    }

    /** From here on the whole node is silent, with every statement in it. */
    void silence(ASTNode node) {
        silent.add(Range.of(node));
    }

    boolean isSpoilt(ASTNode node) {
        return isSpoilt(node.getLineNumber(), node.getColumnNumber());
    }

    boolean isSpoilt(int line, int column) {
        return silent.stream().anyMatch(s -> s.contains(line, column))
                || statementAt(line, column).map(spoilt::contains).orElse(false);
    }

    /** The statements that can't be read: with a mistake of their own, or within something unknown. */
    Set<Range> unreadable() {
        Set<Range> all = new HashSet<>(spoilt);
        statements.stream()
                .filter(s -> silent.stream().anyMatch(i -> i.contains(s.line(), s.column())))
                .forEach(all::add);
        return all;
    }

    private Optional<Range> statementAt(int line, int column) {
        return statements.stream().filter(s -> s.contains(line, column)).reduce((a, b) -> b.smallerThan(a) ? b : a);
    }
}
