package dev.handrail.dsl.compile;

import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Takes statements with mistakes out of a script, so that the rest of it can be read for further ones. */
final class Pruning extends CompilationCustomizer {
    private final Set<Range> without;

    Pruning(Set<Range> without) {
        super(CompilePhase.CONVERSION);
        this.without = without;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new ClassCodeVisitorSupport() {
            @Override
            protected SourceUnit getSourceUnit() {
                return source;
            }

            @Override
            public void visitBlockStatement(BlockStatement block) {
                block.getStatements().removeIf(s -> without.contains(Range.of(s)));
                super.visitBlockStatement(block);
            }
        }.visitClass(type);
    }
}
