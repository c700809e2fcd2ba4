package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.text.NearWord;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** The arguments of a word, as far as they can be judged without their types. */
final class Arguments {
    private final Session session;

    Arguments(Session session) {
        this.session = session;
    }

    void check(MethodCallExpression call, Lexicon.Entry entry, Around around) {
        List<Expression> arguments = WordVisitor.list(call.getArguments());
        int position = 0;
        for (Expression argument : arguments) {
            if (argument instanceof MapExpression named && position == 0) {
                named(named, entry);
                continue;
            }
            if (entry.literal(position)) {
                literal(argument, entry, around);
            }
            position++;
        }
        block(arguments, entry);
    }

    private void block(List<Expression> arguments, Lexicon.Entry entry) {
        Expression last = arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
        boolean closureVariable = last instanceof VariableExpression variable
                && entry.block().isPresent()
                && variable.getOriginType() != null
                && variable.getOriginType().equals(ClassHelper.CLOSURE_TYPE);
        if (closureVariable) {
            session.mistake(
                    Code.WRONG_TYPE,
                    "the block of '" + entry.word() + "' is written in place",
                    last,
                    "write: " + entry.examples().get(0));
        }
        if (last instanceof ClosureExpression && entry.block().isEmpty()) {
            session.mistake(
                    Code.WRONG_TYPE,
                    "'" + entry.word() + "' takes no block",
                    last,
                    "write: " + entry.examples().get(0));
            session.silence(last);
        }
    }

    private void named(MapExpression named, Lexicon.Entry entry) {
        Set<String> names = entry.names();
        for (MapEntryExpression pair : named.getMapEntryExpressions()) {
            Expression key = pair.getKeyExpression();
            if (!(key instanceof ConstantExpression)) {
                session.mistake(
                        Code.UNKNOWN_OPTION, "the name of an option is not computed", key, "write the name itself");
            } else if (!entry.anyName() && !names.contains(key.getText())) {
                session.mistake(
                        Code.UNKNOWN_OPTION,
                        "'" + entry.word() + "' has no option '" + key.getText() + ":'",
                        key,
                        names.isEmpty() ? "write: " + entry.examples().get(0) : "use one of the options it has",
                        List.copyOf(names),
                        NearWord.of(key.getText(), names));
            } else if (entry.literalNamed() && !inPlace(pair.getValueExpression())) {
                computed(pair.getValueExpression());
            }
        }
    }

    private void literal(Expression argument, Lexicon.Entry entry, Around around) {
        boolean file = argument instanceof MethodCallExpression call
                && call.isImplicitThis()
                && "file".equals(call.getMethodAsString())
                && around.words() != null;
        boolean otherType = argument instanceof ConstantExpression || argument instanceof ClosureExpression;
        if (!inPlace(argument) && !file && !otherType) {
            computed(argument);
        }
    }

    private static boolean inPlace(Expression argument) {
        return argument instanceof GStringExpression
                || argument instanceof ConstantExpression constant && constant.getValue() instanceof String;
    }

    private void computed(Expression argument) {
        session.mistake(
                Code.COMPUTED_SQL,
                "SQL is written in place, never computed",
                argument,
                "write the SQL here and put values into it: \"… = ${value}\" (bound), ${name(table)}, ${literal(text)};"
                        + " or use file('x.sql')");
    }
}
