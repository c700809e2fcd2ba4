package dev.handrail.dsl.compile;

import static org.codehaus.groovy.syntax.Types.LEFT_SQUARE_BRACKET;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Late;
import dev.handrail.dsl.words.RunbookScript;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingVisitor;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;

/** What typed code really calls and reads, against what the language lets pass. What is not known to be harmless is refused. */
final class ClosedCalls extends ClassCodeVisitorSupport {
    private static final String WORDS = RunbookScript.class.getPackageName() + ".";

    private static final Set<String> COMPARISONS =
            Set.of("==", "!=", "===", "!==", "<=>", "<", ">", "<=", ">=", "in", "!in");

    private final Session session;
    private final Typing typing;
    private final SourceUnit source;

    ClosedCalls(Session session, StaticTypeCheckingVisitor visitor, SourceUnit source) {
        this.session = session;
        this.typing = new Typing(visitor);
        this.source = source;
    }

    /** Types of expressions, as the type checker found them. */
    record Typing(StaticTypeCheckingVisitor visitor) {
        ClassNode of(Expression expression) {
            ClassNode type = expression.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
            return type != null ? type : expression.getType();
        }
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    protected void visitConstructorOrMethod(MethodNode method, boolean constructor) {
        if (method.getLineNumber() > 0
                || method.isScriptBody() && method.getName().equals("run")) {
            super.visitConstructorOrMethod(method, constructor);
        }
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        super.visitMethodCallExpression(call);
        Object target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        String name = String.valueOf(call.getMethodAsString());
        if (target instanceof MethodNode method) {
            judge(method, call.isImplicitThis(), name, call.getMethod());
        } else if (!session.isSpoilt(call)) {
            refuse("'" + name + "'", call.getMethod());
        }
    }

    @Override
    public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
        super.visitStaticMethodCallExpression(call);
        Object target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        if (target instanceof MethodNode method) {
            judge(method, true, call.getMethod(), call);
        }
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        super.visitBinaryExpression(expression);
        if (expression.getOperation().isA(LEFT_SQUARE_BRACKET) && namesProperty(expression)) {
            refuse("[" + expression.getRightExpression().getText() + "]", expression.getRightExpression());
        }
        if (COMPARISONS.contains(expression.getOperation().getText())
                && (isLate(expression.getLeftExpression()) || isLate(expression.getRightExpression()))) {
            session.mistake(
                    Code.FLATTENED,
                    "a result or secret is compared here, but it is known only in the run",
                    expression,
                    "let a step decide: when('…') { … } or check('…') { … }");
        }
        if (expression.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET) instanceof MethodNode method) {
            judge(method, false, expression.getOperation().getText(), expression);
        }
    }

    private boolean isLate(Expression expression) {
        return typing.of(expression).getName().equals(Late.class.getName());
    }

    /** {@code x['name']} reads a property of whatever x is, unless x is a map. */
    private boolean namesProperty(BinaryExpression subscript) {
        ClassNode left = typing.of(subscript.getLeftExpression());
        ClassNode right = typing.of(subscript.getRightExpression());
        boolean indexed = Extensions.isValue(left) && !right.implementsInterface(ClassHelper.make(CharSequence.class));
        return !isMap(left) && !(indexed && !ClassHelper.isObjectType(right));
    }

    private void judge(MethodNode method, boolean implicit, String name, ASTNode at) {
        ClassNode owner = method.getDeclaringClass();
        boolean harmless = method instanceof ExtensionMethodNode extension
                ? harmlessExtension(extension)
                : implicit ? ours(owner) : harmless(owner, name);
        if (!harmless) {
            refuse("'" + name + "'", at);
        } else if (Types.never(name)) {
            refuseChance(name, at);
        }
    }

    private static boolean ours(ClassNode owner) {
        return owner.getName().startsWith(WORDS) || isAuthors(owner);
    }

    private static boolean isAuthors(ClassNode owner) {
        return owner.isPrimaryClassNode();
    }

    private static boolean harmless(ClassNode owner, String name) {
        if (owner.getName().equals("groovy.lang.Closure")) {
            return name.equals("call");
        }
        if (ClassHelper.isObjectType(owner)) {
            return name.equals("toString") || name.equals("equals");
        }
        return ours(owner) || Types.allowed(owner.getName()) || Extensions.isValue(owner);
    }

    private static boolean harmlessExtension(ExtensionMethodNode method) {
        MethodNode written = method.getExtensionMethodNode();
        return Extensions.harmless(written.getDeclaringClass().getName(), written);
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        super.visitConstructorCallExpression(call);
        if (!call.isSpecialCall() && !Types.allowed(call.getType().getName())) {
            refuse("new " + call.getType().getNameWithoutPackage(), call);
        }
    }

    @Override
    public void visitPropertyExpression(PropertyExpression property) {
        super.visitPropertyExpression(property);
        Expression of = property.getObjectExpression();
        String name = String.valueOf(property.getPropertyAsString());
        ClassNode type = typing.of(of);
        if (of instanceof ClassExpression named) {
            constant(named.getType(), name, property);
        } else if (of instanceof VariableExpression variable && variable.isThisExpression()) {
            return; // resolved as a word's property
        } else if (type.isArray() && name.equals("length")) {
            return;
        } else if (!isMap(type) && (name.equals("class") || !getter(type, name))) {
            refuse("'" + name + "'", property.getProperty());
        }
    }

    private void constant(ClassNode type, String name, PropertyExpression at) {
        boolean field = type.getField(name) != null && !name.equals("class");
        boolean method = getter(type, name) && !Types.never(name);
        if (!(isAuthors(type) || Types.allowed(type.getName())) || !(field || method)) {
            refuse("'" + type.getNameWithoutPackage() + "." + name + "'", at.getProperty());
        }
    }

    private static boolean getter(ClassNode type, String name) {
        if (type.equals(ClassHelper.CLOSURE_TYPE)) {
            return false;
        }
        boolean harmless = ours(type) || Types.allowed(type.getName()) || Extensions.isValue(type);
        String suffix = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        boolean there = type.getGetterMethod("get" + suffix) != null
                || type.getGetterMethod("is" + suffix) != null
                || type.getField(name) != null
                || type.getProperty(name) != null;
        return harmless && there && !name.equals("metaClass");
    }

    private static boolean isMap(ClassNode type) {
        return type.equals(ClassHelper.MAP_TYPE) || type.implementsInterface(ClassHelper.make(Map.class));
    }

    private void refuse(String what, ASTNode at) {
        session.mistake(
                Code.NOT_ALLOWED,
                what + " is not part of the language",
                at,
                "a runbook only declares: use words, text, numbers, lists, maps, dates and helpers of your own");
    }

    private void refuseChance(String name, ASTNode at) {
        session.mistake(
                Code.NOT_ALLOWED,
                "'" + name + "' would say something else each time the runbook is read",
                at,
                "use an input, e.g. input('day', date('2026-12-01'), 'Day'), or startedAt where text is wanted");
    }
}
