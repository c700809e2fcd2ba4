package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.dsl.words.Patience;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Refuses what hangs on a word: {@code sql 'select 'a''} reads as {@code sql('select ').a('')}. */
final class Chains {
    private Chains() {}

    static void refuse(Session session, MethodCallExpression call, Around around) {
        Lexicon words = around.words();
        if (words == null
                || !(call.getObjectExpression() instanceof MethodCallExpression first)
                || !first.isImplicitThis()) {
            return;
        }
        Lexicon.Entry entry = words.entry(String.valueOf(first.getMethodAsString()));
        if (entry == null || entry.isValue()) {
            return;
        }
        boolean mayFollow = entry.overloads().stream().anyMatch(m -> m.getReturnType() == Patience.class)
                && "every".equals(call.getMethodAsString());
        if (!mayFollow) {
            session.mistake(
                    Code.SYNTAX,
                    "'" + call.getMethodAsString() + "' can't follow '" + entry.word() + "' on its line",
                    call.getMethod(),
                    "look for a quote that ends the text too early: use \"…\" or '''…''' around text with ' in it, a comma"
                            + " between arguments, and a line or ; for each word");
        }
    }
}
