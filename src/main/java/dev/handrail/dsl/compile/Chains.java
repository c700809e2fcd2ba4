package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.dsl.words.Patience;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;

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
