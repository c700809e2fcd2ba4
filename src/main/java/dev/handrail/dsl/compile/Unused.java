package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import java.util.Map;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Types;

/** Refuses lines of a block that would say nothing: a lone value, a label, {@code expect -1}. */
final class Unused {
    private static final Map<String, String> ANSWERS = Map.of(
            ">", "above(%s)", ">=", "atLeast(%s)", "<", "below(%s)", "<=", "atMost(%s)", "==", "%s", "!=", "above(%s)");

    private final Session session;

    Unused(Session session) {
        this.session = session;
    }

    void labels(Statement statement) {
        if (statement.getStatementLabels() != null) {
            String label = statement.getStatementLabels().get(0);
            session.mistake(
                    Code.NOT_SAID,
                    "'" + label + ":' says nothing here",
                    statement,
                    session.words().knows(label)
                            ? "write the word without a colon: " + label + " …"
                            : UnknownWord.instead(label));
        }
    }

    void check(ExpressionStatement statement, Around around) {
        labels(statement);
        Expression expression = statement.getExpression();
        Lexicon words = java.util.Objects.requireNonNull(around.words());
        if (expression instanceof BinaryExpression binary) {
            binary(binary, words);
        } else if (expression instanceof VariableExpression variable) {
            lone(variable, words);
        } else if (expression instanceof ClosureExpression) {
            refuse(expression, "this block belongs to no word", "put the { on the line of its word");
        } else if (expression instanceof MethodCallExpression call && call.isImplicitThis()) {
            value(call, words);
        } else if (expression instanceof ConstantExpression constant && !constant.isNullExpression()
                || expression instanceof GStringExpression
                || expression instanceof ListExpression
                || expression instanceof MapExpression) {
            refuse(expression, "this value is not used", "say a word before it, on the same line");
        }
    }

    private void lone(VariableExpression variable, Lexicon words) {
        if (words.entry(variable.getName()) == null) {
            return; // unknown names are told by their own rule
        }
        Lexicon.Entry entry = words.entry(variable.getName());
        boolean property = entry.isProperty();
        refuse(
                variable,
                property
                        ? "'" + variable.getName() + "' alone says nothing"
                        : "'" + variable.getName() + "' needs what it says on its line",
                "write: " + entry.examples().get(0));
    }

    private void value(MethodCallExpression call, Lexicon words) {
        Lexicon.Entry entry = words.entry(String.valueOf(call.getMethodAsString()));
        if (entry != null && entry.isValue() && !entry.word().equals("input")) {
            refuse(
                    call,
                    "'" + entry.word() + "' alone says nothing",
                    "use it in a word: " + entry.examples().get(0));
        }
    }

    private void binary(BinaryExpression binary, Lexicon words) {
        int operator = binary.getOperation().getType();
        if (binary instanceof DeclarationExpression || Types.isAssignment(operator) || operator == Types.LEFT_SHIFT) {
            return;
        }
        if (binary.getLeftExpression() instanceof VariableExpression said
                && words.entry(said.getName()) != null
                && ANSWERS.containsKey(binary.getOperation().getText())) {
            comparison(said.getName(), binary);
            return;
        }
        if (operator == Types.MINUS
                && binary.getLeftExpression() instanceof VariableExpression variable
                && words.entry(variable.getName()) != null) {
            String right = binary.getRightExpression().getText();
            refuse(
                    binary,
                    "'" + variable.getName() + " -" + right + "' reads as a subtraction",
                    "write: " + variable.getName() + "(-" + right + ")");
            return;
        }
        refuse(binary, "this value is not used", "say a word before it, on the same line");
    }

    private void comparison(String word, BinaryExpression binary) {
        String sign = binary.getOperation().getText();
        String right = binary.getRightExpression().getText();
        boolean answers = word.equals("expect") || word.equals("warn");
        refuse(
                binary,
                "'" + word + " " + sign + " " + right + "' reads as a comparison, and says nothing",
                "write: " + word + " " + (answers ? String.format(ANSWERS.get(sign), right) : right));
    }

    private void refuse(Expression at, String what, String fix) {
        session.mistake(Code.NOT_SAID, what, at, fix);
    }
}
