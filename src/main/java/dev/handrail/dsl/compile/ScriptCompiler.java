package dev.handrail.dsl.compile;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.source.Source;
import dev.handrail.dsl.words.Recording;
import dev.handrail.dsl.words.RunbookScript;
import groovy.lang.GroovyClassLoader;
import groovy.transform.CompileStatic;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.tools.GroovyClass;
import org.jspecify.annotations.Nullable;

/** Compiles a script in the closed language. No code of the script runs meanwhile. */
public final class ScriptCompiler {
    private static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();
    private static final String MAIN = Recording.FILE.substring(0, Recording.FILE.indexOf('.'));

    private static final int ROUNDS = 3;

    private final Source source;
    private final Reporter reporter;
    private @Nullable Session last;

    public ScriptCompiler(Source source, Reporter reporter) {
        this.source = source;
        this.reporter = reporter;
    }

    /** The session of the compilation that goes on in this thread; the compiler makes extensions by itself. */
    static Session current() {
        return Objects.requireNonNull(CURRENT.get());
    }

    /** The compiled script; empty where the reporter has mistakes now. */
    public Optional<Compiled> compile() {
        return attempt(new Session(reporter), Set.of());
    }

    /** What compiles of a script with mistakes once the statements that have them are taken out. */
    public Optional<Compiled> rest() {
        Set<Range> without = new HashSet<>(last == null ? Set.of() : last.unreadable());
        for (int i = 0; i < ROUNDS && !without.isEmpty(); i++) {
            Reporter aside = new Reporter(reporter.position(Span.FILE).file(), source.lines());
            Optional<Compiled> compiled = attempt(new Session(aside), without);
            if (compiled.isPresent()
                    || !without.addAll(Objects.requireNonNull(last).unreadable())) {
                return compiled;
            }
        }
        return Optional.empty();
    }

    /** The first words of the statements that {@link #rest} leaves out. */
    public Set<String> leftOut() {
        return last == null
                ? Set.of()
                : last.unreadable().stream().map(this::firstWord).collect(Collectors.toSet());
    }

    private String firstWord(Range range) {
        if (range.line() < 1) {
            return "";
        }
        String line = reporter.line(range.line());
        return line.substring(Math.min(line.length(), range.column() - 1)).split("\\W", 2)[0];
    }

    private Optional<Compiled> attempt(Session session, Set<Range> without) {
        last = session;
        String readable = Dollars.told(source, session.reporter());
        Positions positions = new Positions(session);
        CURRENT.set(session);
        try {
            CompilationUnit unit = unit(session, positions, without);
            unit.addSource(Recording.FILE, readable);
            unit.compile(Phases.CLASS_GENERATION);
            return !readable.equals(source.text()) ? Optional.empty() : compiled(unit, positions, session.reporter());
        } catch (MultipleCompilationErrorsException e) {
            new CompilerMessages(session, source, positions.map()).take(e);
        } catch (CompilationFailedException e) {
            session.reporter()
                    .add(Code.SYNTAX, "this can't be compiled: " + e.getMessage(), Span.FILE, "write it more simply");
        } finally {
            CURRENT.remove();
        }
        return Optional.empty();
    }

    private static Optional<Compiled> compiled(CompilationUnit unit, Positions positions, Reporter reporter) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (GroovyClass generated : unit.getClasses()) {
            classes.put(generated.getName(), generated.getBytes());
        }
        if (!classes.containsKey(MAIN)) {
            reporter.add(
                    Code.NO_RUNBOOK, "the file declares no runbook", Span.FILE, "write runbook('id', 'Title') { … }");
            return Optional.empty();
        }
        return Optional.of(new Compiled(classes, MAIN, positions.map()));
    }

    private static CompilationUnit unit(Session session, Positions positions, Set<Range> without) {
        CompilerConfiguration settings = new CompilerConfiguration();
        settings.setScriptBaseClass(RunbookScript.class.getName());
        settings.setTargetBytecode("17");
        settings.setTolerance(1000);
        settings.setParameters(true); // the names by which families are given their values
        settings.getOptimizationOptions().put("indy", false);
        settings.addCompilationCustomizers(
                new ImportCustomizer()
                        .addStarImports("java.time", "java.time.format", "java.time.temporal", "java.util.regex"),
                new Pruning(without),
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
