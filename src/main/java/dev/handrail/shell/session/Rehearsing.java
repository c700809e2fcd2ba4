package dev.handrail.shell.session;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs specifications of runbooks. Spock and what it needs lie beside the program in a folder of their own, and are
 * loaded together with the program once more: whatever else is done here never sees them.
 */
public record Rehearsing(Session session) {
    private static final String TESTS = "dev.handrail.spec.engine.Tests";

    /** @param junit where JUnit XML is written to; null: nowhere */
    public ExitCode test(List<Path> specs, @Nullable Path junit) {
        Path home = session.home().open().root().resolve("tests");
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        try (URLClassLoader own = loader()) {
            here.setContextClassLoader(own); // Spock looks there for its extensions
            Object status = own.loadClass(TESTS)
                    .getMethod("run", List.class, Path.class, Consumer.class, Path.class)
                    .invoke(null, specs, home, (Consumer<String>) session.console()::data, junit);
            return Stream.of(ExitCode.values())
                    .filter(e -> status.equals(e.status()))
                    .findFirst()
                    .orElse(ExitCode.FAILED);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException | IOException | LinkageError e) {
            throw incomplete(e);
        } finally {
            here.setContextClassLoader(before);
        }
    }

    private static URLClassLoader loader() throws IOException {
        Path program = program();
        Path folder = program.resolveSibling("test-lib");
        if (!Files.isDirectory(folder)) {
            return new URLClassLoader(new URL[0], Rehearsing.class.getClassLoader());
        }
        List<URL> all = new ArrayList<>();
        all.add(url(program));
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : (Iterable<Path>) jars.sorted()::iterator) {
                all.add(url(jar));
            }
        }
        return new URLClassLoader(all.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    private static Path program() {
        try {
            return Path.of(Rehearsing.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem incomplete(Throwable e) {
        return new Problem(
                ExitCode.UNREACHABLE,
                "what runs specifications is not there",
                program().resolveSibling("test-lib").toString(),
                String.valueOf(e),
                "build handrail again: mvn -DskipTests package",
                e);
    }
}
