package dev.handrail.dsl.compile;

import java.util.List;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCall;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingVisitor;
import org.codehaus.groovy.transform.stc.TypeCheckingExtension;

/**
 * The type-checking extension under which every runbook is compiled. It tells type errors in our words, and lets a class
 * pass only when every call and every property in it belongs to the language.
 */
public final class ClosedLanguage extends TypeCheckingExtension {
    private final TypeMessages messages;
    private final Session session;

    public ClosedLanguage(StaticTypeCheckingVisitor visitor) {
        super(visitor);
        this.session = ScriptCompiler.current();
        this.messages = new TypeMessages(session);
    }

    @Override
    public boolean handleUnresolvedVariableExpression(VariableExpression variable) {
        messages.unknownVariable(variable);
        return false;
    }

    @Override
    public boolean handleUnresolvedProperty(PropertyExpression property) {
        messages.unknownProperty(property, getType(property.getObjectExpression()));
        return false;
    }

    @Override
    public List<MethodNode> handleMissingMethod(
            ClassNode receiver, String name, ArgumentListExpression arguments, ClassNode[] types, MethodCall call) {
        messages.noMethod(receiver, name, arguments, types, call);
        return List.of();
    }

    @Override
    public boolean handleIncompatibleAssignment(ClassNode variable, ClassNode value, Expression assignment) {
        messages.assignment(variable, value, assignment);
        return false;
    }

    @Override
    public boolean handleIncompatibleReturnType(ReturnStatement statement, ClassNode type) {
        messages.returned(statement, type);
        return false;
    }

    @Override
    public void afterVisitClass(ClassNode type) {
        new ClosedCalls(session, typeCheckingVisitor, type.getModule().getContext()).visitClass(type);
    }
}
