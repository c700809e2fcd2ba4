package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.expr.AttributeExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.stmt.AssertStatement;
import org.codehaus.groovy.ast.stmt.SynchronizedStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;
import org.codehaus.groovy.control.SourceUnit;

/** Groovy that the language leaves out, wherever it stands. */
final class Forbidden extends ClassCodeVisitorSupport {
    private final Session session;
    private final SourceUnit source;

    Forbidden(Session session, SourceUnit source) {
        this.session = session;
        this.source = source;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public void visitTryCatchFinally(TryCatchStatement statement) {
        refuse("try and catch", statement, "let it fail: loading a runbook has to succeed as a whole");
    }

    @Override
    public void visitSynchronizedStatement(SynchronizedStatement statement) {
        refuse("synchronized", statement, "delete it");
    }

    @Override
    public void visitAssertStatement(AssertStatement statement) {
        refuse("assert", statement, "ask with check('…') { … } in a step, or bound the input with oneOf or matching");
    }

    @Override
    public void visitMethodPointerExpression(MethodPointerExpression expression) {
        refuse("a method reference", expression, "write a closure: { String x -> … }");
    }

    @Override
    public void visitAttributeExpression(AttributeExpression expression) {
        refuse("'.@'", expression, "say what is to be done with a word");
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        if (call.isUsingAnonymousInnerClass()) {
            refuse("a class inside code", call, "write a closure, or a class with static methods");
            return;
        }
        super.visitConstructorCallExpression(call);
    }

    @Override
    public void visitGStringExpression(GStringExpression text) {
        for (Expression value : text.getValues()) {
            if (value instanceof ClosureExpression) {
                refuse("a closure inside text", value, "write the value: ${x}");
            }
        }
        super.visitGStringExpression(text);
    }

    private void refuse(String what, ASTNode at, String fix) {
        session.mistake(Code.NOT_ALLOWED, what + " is not part of the language", at, fix);
        session.silence(at);
    }
}
