package dev.handrail.dsl.compile;

import java.util.Set;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.SourceUnit;

/** Visits every place of a parsed class where a type or an annotation can be written. */
final class TypeNames extends ClassCodeVisitorSupport {
    private final SourceUnit source;
    private final Guard guard;
    private final Set<String> own;

    TypeNames(SourceUnit source, Guard guard, Set<String> own) {
        this.source = source;
        this.guard = guard;
        this.own = own;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public void visitAnnotations(AnnotatedNode node) {
        guard.refuseAnnotations(node);
    }

    @Override
    protected void visitStatement(Statement statement) {
        if (!(statement instanceof BlockStatement)) {
            guard.session().statement(statement);
        }
    }

    @Override
    public void visitClass(ClassNode type) {
        if (!type.isScript()) {
            guard.refuseAnnotations(type);
            new HelperClass(type, guard).check();
        }
        super.visitClass(type);
    }

    @Override
    public void visitField(FieldNode field) {
        guard.session().statement(field);
        guard.refuseType(field.getOriginType(), field, own);
        super.visitField(field);
    }

    @Override
    protected void visitConstructorOrMethod(MethodNode method, boolean constructor) {
        if (method.getLineNumber() <= 0) {
            super.visitConstructorOrMethod(method, constructor);
            return;
        }
        guard.refuseType(method.getReturnType(), method, own);
        guard.refuseTypes(method.getParameters(), own);
        super.visitConstructorOrMethod(method, constructor);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        guard.refuseAnnotations(declaration);
        if (!declaration.isMultipleAssignmentDeclaration()) {
            VariableExpression variable = declaration.getVariableExpression();
            if (!variable.isDynamicTyped()) {
                guard.refuseType(variable.getOriginType(), variable, own);
            }
        }
        super.visitDeclarationExpression(declaration);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        if (closure.getParameters() != null) {
            guard.refuseTypes(closure.getParameters(), own);
        }
        super.visitClosureExpression(closure);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        if (loop.getVariable() != null && loop.getVariable() != ForStatement.FOR_LOOP_DUMMY) {
            guard.refuseAnnotations(loop.getVariable());
            guard.refuseType(loop.getVariable().getOriginType(), loop, own);
        }
        super.visitForLoop(loop);
    }

    @Override
    public void visitCastExpression(CastExpression cast) {
        guard.refuseType(cast.getType(), cast, own);
        super.visitCastExpression(cast);
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        if (!call.isSpecialCall()) {
            guard.refuseType(call.getType(), call, own);
        }
        super.visitConstructorCallExpression(call);
    }

    @Override
    public void visitArrayExpression(ArrayExpression array) {
        guard.refuseType(array.getElementType(), array, own);
        super.visitArrayExpression(array);
    }

    @Override
    public void visitClassExpression(ClassExpression type) {
        if (!ClassHelper.isPrimitiveType(type.getType())) {
            guard.refuseType(type.getType(), type, own);
        }
        super.visitClassExpression(type);
    }
}
