package dev.handrail.dsl.compile;

import dev.handrail.dsl.compile.Around.Layer;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.words.Lexicon;
import java.util.List;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;

/** Walks one class, name by name. */
final class WordVisitor extends ClassCodeVisitorSupport {
    private final Session session;
    private final SourceUnit source;
    private final Around around = new Around();
    private final Arguments arguments;
    private final Unused unused;

    WordVisitor(Session session, SourceUnit source) {
        this.session = session;
        this.source = source;
        this.arguments = new Arguments(session);
        this.unused = new Unused(session);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public void visitClass(ClassNode type) {
        Lexicon words = type.isScript() ? session.words().blocks().get(Lexicon.FILE) : null;
        around.enter(new Layer(words, type.isScript(), false, type));
        super.visitClass(type);
        around.leave();
    }

    @Override
    protected void visitConstructorOrMethod(MethodNode method, boolean constructor) {
        if (around.here().type().isScript() && !method.isScriptBody() && !constructor && method.getLineNumber() > 0) {
            session.mistake(
                    Code.NOT_ALLOWED,
                    "a method of the file can't be called inside the runbook's blocks",
                    method,
                    "write it as a closure: def " + method.getName() + " = { … }, or as a static method of a class");
            session.silence(method);
            return;
        }
        if (method.getLineNumber() <= 0 && !method.getName().equals("run")) {
            return;
        }
        for (Parameter parameter : method.isScriptBody() ? Parameter.EMPTY_ARRAY : method.getParameters()) {
            Names.refuseTaken(session, parameter.getName(), parameter);
        }
        super.visitConstructorOrMethod(method, constructor);
    }

    @Override
    public void visitField(FieldNode field) {
        Names.refuseTaken(session, field.getName(), field);
        super.visitField(field);
    }

    @Override
    protected void visitStatement(Statement statement) {
        if (!(statement instanceof BlockStatement)) {
            session.statement(statement);
        }
        unused.labels(statement);
    }

    @Override
    public void visitExpressionStatement(ExpressionStatement statement) {
        session.statement(statement);
        if (around.here().block()) {
            unused.check(statement, around);
        }
        if (!session.isSpoilt(statement.getExpression())) {
            super.visitExpressionStatement(statement);
        }
    }

    @Override
    public void visitReturnStatement(ReturnStatement statement) {
        if (around.here().block()) {
            session.mistake(
                    Code.NOT_ALLOWED,
                    "'return' would leave out what follows",
                    statement,
                    "use if (…) { … } around what depends on it");
        }
        super.visitReturnStatement(statement);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        if (loop.getVariable() != null && loop.getVariable() != ForStatement.FOR_LOOP_DUMMY) {
            Names.refuseTaken(session, loop.getVariable().getName(), loop.getVariable());
        }
        super.visitForLoop(loop);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        Expression left = declaration.getLeftExpression();
        List<Expression> all = left instanceof TupleExpression tuple ? tuple.getExpressions() : List.of(left);
        for (Expression variable : all) {
            if (variable instanceof VariableExpression named) {
                Names.refuseTaken(session, named.getName(), named);
            }
        }
        declaration.getRightExpression().visit(this);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        if (Types.isAssignment(expression.getOperation().getType())
                && expression.getLeftExpression() instanceof VariableExpression variable
                && variable.getAccessedVariable() instanceof DynamicVariable) {
            Names.refuseAssignment(session, variable, around);
            return;
        }
        super.visitBinaryExpression(expression);
    }

    @Override
    public void visitVariableExpression(VariableExpression variable) {
        if (variable.getName().equals("it")) {
            if (!around.here().it()) {
                session.mistake(
                        Code.IT,
                        "'it' has no value here",
                        variable,
                        "name the loop's variable: each { String each -> … }");
            }
        } else if (variable.isThisExpression() || variable.isSuperExpression()) {
            session.mistake(
                    Code.NOT_ALLOWED,
                    "'" + variable.getName() + "' is not part of the language",
                    variable,
                    "say the word alone");
        } else if (variable.getAccessedVariable() instanceof DynamicVariable) {
            Names.resolve(session, variable, around);
        }
    }

    @Override
    public void visitPropertyExpression(PropertyExpression property) {
        Chains.refuse(session, property, around);
        super.visitPropertyExpression(property);
    }

    @Override
    public void visitClassExpression(ClassExpression type) {
        ClassNode named = type.getType();
        if (!named.isPrimaryClassNode() && !dev.handrail.dsl.compile.Types.allowed(named.getName())) {
            session.mistake(
                    Code.NOT_ALLOWED,
                    "'" + named.getNameWithoutPackage() + "' is not part of the language",
                    type,
                    "a runbook only declares: say what is to be done with a word");
        }
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        boolean implicit = !closure.isParameterSpecified() && closure.getParameters() != null;
        for (Parameter parameter : closure.getParameters() == null ? Parameter.EMPTY_ARRAY : closure.getParameters()) {
            if (!implicit) {
                Names.refuseTaken(session, parameter.getName(), parameter);
            }
        }
        Layer here = around.here();
        around.enter(new Layer(here.words(), false, implicit || here.it(), here.type()));
        super.visitClosureExpression(closure);
        around.leave();
    }

    @Override
    public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
        call.getArguments().visit(this);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        unhide(call);
        String word = call.getMethodAsString();
        if (word == null) {
            session.mistake(
                    Code.NOT_ALLOWED, "a computed name can't be called", call.getMethod(), "write the word itself");
        } else if (!call.isImplicitThis()) {
            Chains.refuse(session, call, around);
            call.getObjectExpression().visit(this);
            call.getArguments().visit(this);
        } else if (around.words() == null) {
            helperCall(call, word);
        } else {
            word(call, word, around.words());
        }
    }

    /** A variable that took a word's name was told already; its calls are looked at as the word that was meant. */
    private void unhide(MethodCallExpression call) {
        if (!call.isImplicitThis()
                && "call".equals(call.getMethodAsString())
                && call.getObjectExpression() instanceof VariableExpression variable
                && around.words() != null
                && session.words().knows(variable.getName())) {
            ConstantExpression name = new ConstantExpression(variable.getName());
            name.setSourcePosition(variable.getLineNumber() > 0 ? variable : call.getMethod());
            call.setObjectExpression(VariableExpression.THIS_EXPRESSION);
            call.setMethod(name);
            call.setImplicitThis(true);
        }
    }

    private void helperCall(MethodCallExpression call, String name) {
        if (around.here().type().getMethods(name).isEmpty()) {
            Names.unknownInClass(session, call.getMethod(), name);
            session.silence(call);
            return;
        }
        call.getArguments().visit(this);
    }

    private void word(MethodCallExpression call, String word, Lexicon words) {
        Lexicon.Entry entry = words.entry(word);
        if (entry == null) {
            new UnknownWord(session, call.getMethod(), word, words, around.name()).tell();
            session.silence(call);
            return;
        }
        call.putNodeMetaData(Session.WORD, entry);
        arguments.check(call, entry, around);
        for (Expression argument : list(call.getArguments())) {
            if (argument instanceof ClosureExpression closure && entry.block().isPresent()) {
                parameters(closure, entry);
                block(closure, words.inside(word).orElseThrow());
            } else {
                argument.visit(this);
            }
        }
    }

    private void parameters(ClosureExpression closure, Lexicon.Entry entry) {
        boolean some =
                closure.isParameterSpecified() && closure.getParameters() != null && closure.getParameters().length > 0;
        if (some && entry.takesParameters()) {
            new FamilyParameters(session).check(closure.getParameters());
        } else if (some) {
            session.mistake(
                    Code.WRONG_TYPE,
                    "the block of a word has no parameters",
                    closure.getParameters()[0],
                    "delete them and the arrow");
        }
    }

    private void block(ClosureExpression closure, Lexicon inside) {
        around.enter(new Layer(inside, true, false, around.here().type()));
        closure.getCode().visit(this);
        around.leave();
    }

    static List<Expression> list(Expression arguments) {
        return arguments instanceof TupleExpression tuple ? tuple.getExpressions() : List.of(arguments);
    }
}
