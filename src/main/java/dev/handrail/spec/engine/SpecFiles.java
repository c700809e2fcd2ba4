package dev.handrail.spec.engine;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.control.CompilationFailedException;
import org.spockframework.runtime.SpecUtil;

/** Specifications as files: each is compiled by itself. */
final class SpecFiles {
    private final GroovyClassLoader classes = new GroovyClassLoader(SpecFiles.class.getClassLoader());
    private final List<Class<?>> specs = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    SpecFiles(List<Path> files) {
        files.forEach(this::compile);
    }

    private void compile(Path file) {
        try {
            GroovyCodeSource source = new GroovyCodeSource(file.toFile(), "UTF-8");
            source.setCachable(false);
            Class<?> main = classes.parseClass(source);
            if (SpecUtil.isSpec(main)) {
                specs.add(main);
            } else {
                mistakes.add(file + ": the first class is no specification; write: class X extends RunbookSpec");
            }
        } catch (CompilationFailedException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Class<?>> specs() {
        return specs;
    }

    List<String> mistakes() {
        return mistakes;
    }
}
