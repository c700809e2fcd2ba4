package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.words.Recording;
import dev.handrail.dsl.words.RunbookScript;
import groovy.lang.GroovyClassLoader;
import groovy.transform.CompileStatic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.tools.GroovyClass;

/** Compiles a script in the closed language. No code of the script runs meanwhile. */
public final class ScriptCompiler {
    private static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();
    private static final String MAIN = Recording.FILE.substring(0, Recording.FILE.indexOf('.'));

    private final Reporter reporter;

    public ScriptCompiler(Reporter reporter) {
        this.reporter = reporter;
    }

    /** The session of the compilation that goes on in this thread; the compiler makes extensions by itself. */
    static Session current() {
        return Objects.requireNonNull(CURRENT.get());
    }

    /** @throws dev.handrail.dsl.mistake.Mistakes with all that is wrong */
    public Compiled compile(Source source) {
        Session session = new Session(reporter);
        Positions positions = new Positions(session);
        CURRENT.set(session);
        try {
            CompilationUnit unit = unit(session, positions);
            unit.addSource(Recording.FILE, source.text());
            unit.compile(Phases.CLASS_GENERATION);
            return compiled(unit, positions);
        } catch (MultipleCompilationErrorsException e) {
            new CompilerMessages(session, source).take(e);
        } catch (CompilationFailedException e) {
            reporter.add(Code.SYNTAX, "this can't be compiled: " + e.getMessage(), Span.FILE, "write it more simply");
        } finally {
            CURRENT.remove();
        }
        reporter.stopIfAny();
        throw new IllegalStateException("compilation failed and said nothing");
    }

    private Compiled compiled(CompilationUnit unit, Positions positions) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (GroovyClass generated : unit.getClasses()) {
            classes.put(generated.getName(), generated.getBytes());
        }
        if (!classes.containsKey(MAIN)) {
            reporter.add(
                    Code.NO_RUNBOOK, "the file declares no runbook", Span.FILE, "write runbook('id', 'Title') { … }");
            reporter.stopIfAny();
        }
        return new Compiled(classes, MAIN, positions.map());
    }

    private static CompilationUnit unit(Session session, Positions positions) {
        CompilerConfiguration settings = new CompilerConfiguration();
        settings.setScriptBaseClass(RunbookScript.class.getName());
        settings.setTargetBytecode("17");
        settings.setTolerance(1000);
        settings.getOptimizationOptions().put("indy", false);
        settings.addCompilationCustomizers(
                new ImportCustomizer()
                        .addStarImports("java.time", "java.time.format", "java.time.temporal", "java.util.regex"),
                new Guard(session),
                new WordCheck(session),
                new ASTTransformationCustomizer(
                        Map.of("extensions", ClosedLanguage.class.getName()), CompileStatic.class),
                positions);
        ClassLoader ours = ScriptCompiler.class.getClassLoader();
        CompilationUnit unit =
                new CompilationUnit(settings, null, new Quiet(ours, settings), new Quiet(ours, settings));
        unit.setClassNodeResolver(new KnownClasses());
        return unit;
    }

    /** Finds no transformation on the class path and compiles no other script: nothing but ours takes part. */
    private static final class Quiet extends GroovyClassLoader {
        Quiet(ClassLoader parent, CompilerConfiguration settings) {
            super(parent, settings);
            setResourceLoader(name -> null);
        }

        @Override
        public java.util.Enumeration<java.net.URL> getResources(String name) {
            return java.util.Collections.emptyEnumeration();
        }
    }
}
