package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.dsl.words.Word;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCall;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ReturnStatement;

/** Type errors in our words. */
final class TypeMessages {
    private final Session session;

    TypeMessages(Session session) {
        this.session = session;
    }

    void unknownVariable(VariableExpression variable) {
        session.mistake(
                Code.UNKNOWN_VARIABLE,
                "there is no variable '" + variable.getName() + "' here",
                variable,
                "declare it, or put text in quotes: '" + variable.getName() + "'");
    }

    void unknownProperty(PropertyExpression property, ClassNode type) {
        session.mistake(
                Code.NOT_ALLOWED,
                Told.type(type) + " has no '" + property.getPropertyAsString() + "'",
                property.getProperty(),
                "a runbook reads only its own values: text, numbers, lists, maps, dates");
    }

    void noMethod(
            ClassNode receiver, String name, ArgumentListExpression arguments, ClassNode[] types, MethodCall call) {
        if (!(call instanceof MethodCallExpression method)) {
            ASTNode at = (ASTNode) call;
            session.mistake(Code.WRONG_TYPE, "'" + name + "' can't be made from this", at, "check the arguments");
            return;
        }
        if (method.getNodeMetaData(Session.WORD) instanceof Lexicon.Entry entry) {
            wrongArguments(entry, arguments, types, method);
        } else if (ClassHelper.isObjectType(receiver)) {
            session.mistake(
                    Code.WRONG_TYPE,
                    "the type of this value is not known, so '" + name + "' can't be used on it",
                    method.getObjectExpression().getLineNumber() > 0 ? method.getObjectExpression() : method,
                    "say its type where it is declared: String x, int n, { String each -> … }");
        } else {
            session.mistake(
                    Code.NOT_ALLOWED,
                    Told.type(receiver) + " has no '" + name + "'"
                            + (types.length == 0 ? "" : " for " + Told.types(types)),
                    method.getMethod(),
                    "check the name and the arguments; only text, numbers, collections and java.time can be computed with");
        }
    }

    private void wrongArguments(
            Lexicon.Entry entry, ArgumentListExpression arguments, ClassNode[] types, MethodCallExpression call) {
        List<Expression> given = arguments.getExpressions();
        Expression at = given.isEmpty() ? call.getMethod() : firstPlain(given, call);
        List<Method> forms = entry.overloads().stream()
                .sorted(Comparator.comparingInt(m -> -Told.alike(m, types)))
                .toList();
        List<String> takes = forms.stream().map(Told::parameters).distinct().toList();
        List<String> examples = forms.stream()
                .map(m -> m.getAnnotation(Word.class).example())
                .distinct()
                .limit(3)
                .toList();
        session.mistake(
                given.isEmpty() ? Code.MISSING : Code.WRONG_TYPE,
                takes.size() > 3
                        ? "'" + entry.word() + "' can't be said with: " + Told.types(types)
                        : "'" + entry.word() + "' takes " + either(takes) + "; given: " + Told.types(types),
                at,
                "write: " + String.join(" or ", examples));
        // Whose block it is can't be told, so nothing in it could be told rightly.
        given.stream().filter(ClosureExpression.class::isInstance).forEach(session::silence);
    }

    private static String either(List<String> forms) {
        boolean several = forms.stream().anyMatch(f -> f.contains(" and ") || f.contains(" with "));
        return String.join(several ? "; or " : " or ", forms);
    }

    private static Expression firstPlain(List<Expression> given, MethodCallExpression call) {
        Expression first = given.get(0);
        return first.getLineNumber() > 0 ? first : call.getMethod();
    }

    void assignment(ClassNode variable, ClassNode value, Expression at) {
        session.mistake(
                Code.WRONG_TYPE,
                "this is " + Told.type(value) + ", and " + Told.type(variable) + " is declared",
                at instanceof BinaryExpression binary ? binary.getRightExpression() : at,
                "declare it with the type it has, or change the value");
    }

    void returned(ReturnStatement statement, ClassNode type) {
        session.mistake(
                Code.WRONG_TYPE,
                "this returns " + Told.type(type) + ", and another type is declared",
                statement.getExpression(),
                "declare the type it has, or change the value");
    }
}
