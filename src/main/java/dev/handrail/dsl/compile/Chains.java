package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.dsl.words.Patience;
import groovy.lang.Closure;
import java.util.Arrays;
import java.util.List;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** Refuses what hangs on a word: {@code sql 'select 'a''} reads as {@code sql('select ').a('')}. */
final class Chains {
    private Chains() {}

    static void refuse(Session session, MethodCallExpression call, Around around) {
        refuse(session, call.getObjectExpression(), call.getMethod(), around);
    }

    static void refuse(Session session, PropertyExpression property, Around around) {
        refuse(session, property.getObjectExpression(), property.getProperty(), around);
    }

    private static void refuse(Session session, Expression object, Expression follows, Around around) {
        Lexicon words = around.words();
        if (words == null || !(object instanceof MethodCallExpression first) || !first.isImplicitThis()) {
            return;
        }
        Lexicon.Entry entry = words.entry(String.valueOf(first.getMethodAsString()));
        if (entry == null || entry.isValue()) {
            return;
        }
        boolean mayFollow = entry.overloads().stream().anyMatch(m -> m.getReturnType() == Patience.class)
                && "every".equals(follows.getText());
        if (!mayFollow) {
            tell(session, first, entry, follows);
        }
    }

    private static void tell(Session session, MethodCallExpression first, Lexicon.Entry entry, Expression follows) {
        List<Expression> said = WordVisitor.list(first.getArguments());
        Expression last = said.isEmpty() ? first.getMethod() : said.get(said.size() - 1);
        boolean block = entry.overloads().stream()
                .allMatch(m -> Arrays.asList(m.getParameterTypes()).contains(Closure.class));
        if (last instanceof VariableExpression word && session.words().knows(word.getName())) {
            session.mistake(
                    Code.SYNTAX,
                    "the word '" + word.getName() + "' stands behind a comma, so it reads as a value of '"
                            + entry.word() + "'",
                    word,
                    "write ; or a new line for the comma");
        } else if (session.before(follows).endsWith("'")
                || session.before(follows).endsWith("\"")) {
            session.mistake(
                    Code.SYNTAX,
                    "the quote before this ends the text too early",
                    follows,
                    "put \"…\" or '''…''' around text with ' in it, or write \\\' for the sign itself");
        } else if (block && !(last instanceof ClosureExpression)) {
            session.mistake(
                    Code.SYNTAX,
                    "'" + entry.word() + "' needs a block, and '" + follows.getText() + "' follows it",
                    follows,
                    "write: " + entry.examples().get(0));
        } else {
            session.mistake(
                    Code.SYNTAX,
                    session.quoted(follows)
                            ? "a text can't follow a text"
                            : "'" + follows.getText() + "' can't follow '" + entry.word() + "' on its line",
                    follows,
                    "look for a quote that ends the text too early: use \"…\" or '''…''' around text with ' in it, a comma"
                            + " between arguments, and a line or ; for each word");
        }
    }
}
