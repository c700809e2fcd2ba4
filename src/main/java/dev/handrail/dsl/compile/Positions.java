package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Site;
import dev.handrail.dsl.tape.SourceMap;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SimpleMessage;

/**
 * The last look before classes are written: stops where there are mistakes; else gives each piece of code a number in
 * place of its line, and remembers line and column by that number ({@link SourceMap}).
 */
final class Positions extends CompilationCustomizer {
    /** What the compiler is stopped with. */
    static final String STOP = "stopped: there are mistakes";

    private final Session session;
    private final List<SourceMap.Entry> entries = new ArrayList<>();

    Positions(Session session) {
        super(CompilePhase.INSTRUCTION_SELECTION);
        this.session = session;
    }

    SourceMap map() {
        return new SourceMap(entries);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        if (session.reporter().any() || source.getErrorCollector().hasErrors()) {
            source.getErrorCollector().addErrorAndContinue(new SimpleMessage(STOP, source));
            return;
        }
        new Numbering(this, source).visitClass(type);
    }

    /** Remembers where a piece of code stands. */
    int number(ASTNode node, int parent) {
        return add("", node, new Site(session.span(node), List.of()), parent);
    }

    /** Remembers where a call stands, and its arguments. */
    int call(String word, ASTNode name, Expression arguments, int parent) {
        List<Span> spans = new ArrayList<>();
        for (Expression argument : WordVisitor.list(arguments)) {
            if (!(argument instanceof ClosureExpression) && !(argument instanceof MapExpression && spans.isEmpty())) {
                spans.add(argument.getLineNumber() > 0 ? session.span(argument) : session.span(name));
            }
        }
        return add(word, name, new Site(session.span(name), spans), parent);
    }

    private int add(String word, ASTNode node, Site site, int parent) {
        if (entries.size() >= SourceMap.LIMIT) {
            return entries.size();
        }
        entries.add(new SourceMap.Entry(word, site, parent));
        return entries.size();
    }
}
