package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Site;
import dev.handrail.dsl.tape.SourceMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return add("", Site.of(session.span(node)), parent);
    }

    /** Remembers where a call stands, and its arguments. */
    int call(String word, ASTNode name, Expression arguments, int parent) {
        List<Span> spans = new ArrayList<>();
        Map<String, Span> named = new LinkedHashMap<>();
        for (Expression argument : WordVisitor.list(arguments)) {
            if (argument instanceof MapExpression pairs && spans.isEmpty()) {
                pairs.getMapEntryExpressions()
                        .forEach(p -> named.put(p.getKeyExpression().getText(), span(p.getValueExpression(), name)));
            } else if (!(argument instanceof ClosureExpression)) {
                spans.add(span(argument, name));
            }
        }
        return add(word, new Site(session.span(name), spans, named), parent);
    }

    private Span span(ASTNode node, ASTNode otherwise) {
        return session.span(node.getLineNumber() > 0 ? node : otherwise);
    }

    private int add(String word, Site site, int parent) {
        if (entries.size() >= SourceMap.LIMIT) {
            return entries.size();
        }
        entries.add(new SourceMap.Entry(word, site, parent));
        return entries.size();
    }
}
