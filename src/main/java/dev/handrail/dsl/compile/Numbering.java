package dev.handrail.dsl.compile;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.AttributeExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.SourceUnit;

/** Gives every node that leaves a line number in a class file its number instead. */
final class Numbering extends ClassCodeVisitorSupport {
    private final Positions positions;
    private final SourceUnit source;
    private final Set<ASTNode> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private int around;

    Numbering(Positions positions, SourceUnit source) {
        this.positions = positions;
        this.source = source;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    private boolean fresh(ASTNode node) {
        return node.getLineNumber() > 0 && done.add(node);
    }

    private void mark(ASTNode node) {
        if (fresh(node)) {
            set(node, positions.number(node, around));
        }
    }

    private static void set(ASTNode node, int number) {
        node.setLineNumber(number);
        node.setLastLineNumber(number);
    }

    @Override
    protected void visitStatement(Statement statement) {
        mark(statement);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        int outer = around;
        if (fresh(call)) {
            ASTNode name = call.getMethod().getLineNumber() > 0 ? call.getMethod() : call;
            around = positions.call(String.valueOf(call.getMethodAsString()), name, call.getArguments(), outer);
            set(call, around);
        }
        super.visitMethodCallExpression(call);
        around = outer;
    }

    @Override
    public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
        int outer = around;
        if (fresh(call)) {
            around = positions.call(call.getMethod(), call, call.getArguments(), outer);
            set(call, around);
        }
        super.visitStaticMethodCallExpression(call);
        around = outer;
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        int outer = around;
        around = 0;
        super.visitClosureExpression(closure);
        around = outer;
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        mark(call);
        super.visitConstructorCallExpression(call);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        mark(expression);
        super.visitBinaryExpression(expression);
    }

    @Override
    public void visitTernaryExpression(TernaryExpression expression) {
        mark(expression);
        super.visitTernaryExpression(expression);
    }

    @Override
    public void visitListExpression(ListExpression expression) {
        mark(expression);
        super.visitListExpression(expression);
    }

    @Override
    public void visitVariableExpression(VariableExpression expression) {
        mark(expression);
        super.visitVariableExpression(expression);
    }

    @Override
    public void visitPropertyExpression(PropertyExpression expression) {
        mark(expression);
        super.visitPropertyExpression(expression);
    }

    @Override
    public void visitAttributeExpression(AttributeExpression expression) {
        mark(expression);
        super.visitAttributeExpression(expression);
    }

    @Override
    public void visitGStringExpression(GStringExpression expression) {
        mark(expression);
        super.visitGStringExpression(expression);
    }

    @Override
    public void visitCastExpression(CastExpression expression) {
        mark(expression);
        super.visitCastExpression(expression);
    }

    @Override
    public void visitPrefixExpression(PrefixExpression expression) {
        mark(expression);
        super.visitPrefixExpression(expression);
    }

    @Override
    public void visitPostfixExpression(PostfixExpression expression) {
        mark(expression);
        super.visitPostfixExpression(expression);
    }

    @Override
    public void visitRangeExpression(RangeExpression expression) {
        mark(expression);
        super.visitRangeExpression(expression);
    }

    @Override
    public void visitMapExpression(MapExpression expression) {
        mark(expression);
        super.visitMapExpression(expression);
    }

    @Override
    public void visitArrayExpression(ArrayExpression expression) {
        mark(expression);
        super.visitArrayExpression(expression);
    }

    @Override
    public void visitSpreadExpression(SpreadExpression expression) {
        mark(expression);
        super.visitSpreadExpression(expression);
    }

    @Override
    public void visitUnaryMinusExpression(UnaryMinusExpression expression) {
        mark(expression);
        super.visitUnaryMinusExpression(expression);
    }

    @Override
    public void visitUnaryPlusExpression(UnaryPlusExpression expression) {
        mark(expression);
        super.visitUnaryPlusExpression(expression);
    }

    @Override
    public void visitNotExpression(NotExpression expression) {
        mark(expression);
        super.visitNotExpression(expression);
    }

    @Override
    public void visitBooleanExpression(BooleanExpression expression) {
        mark(expression);
        super.visitBooleanExpression(expression);
    }
}
