package dev.handrail.dsl.compile;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Every name against the words of its block. Types come later; what is refused here is not looked at again. */
final class WordCheck extends CompilationCustomizer {
    private final Session session;

    WordCheck(Session session) {
        super(CompilePhase.CANONICALIZATION);
        this.session = session;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new WordVisitor(session, source).visitClass(type);
        new Forbidden(session, source).visitClass(type);
    }
}
