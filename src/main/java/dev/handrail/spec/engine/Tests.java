package dev.handrail.spec.engine;

import dev.handrail.report.Suites;
import dev.handrail.report.Suites.Case;
import dev.handrail.sandbox.Sandbox;
import dev.handrail.settings.Home;
import dev.handrail.spec.Coverage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.spockframework.runtime.SpockEngine;

/** Runs specifications of runbooks, one after the other. What calls it is in a class path without Spock: by reflection. */
public final class Tests {
    private Tests() {}

    /**
     * @param home where the trials' own sandbox lies
     * @param junit where JUnit XML is written to; null: nowhere
     * @return the exit code: 0, 1 where a feature failed, 2 where a specification can't be compiled
     */
    public static int run(List<Path> files, Path home, Consumer<String> tell, @Nullable Path junit) {
        System.setProperty("handrail.test.home", home.toString());
        SpecFiles specs = new SpecFiles(files);
        specs.mistakes().forEach(tell);
        if (!specs.mistakes().isEmpty()) {
            return 2;
        }
        Following following = new Following(tell);
        try {
            execute(new Discovery(specs.specs(), tell), following);
        } finally {
            Sandbox.of(Home.at(home), text -> {}).stop();
        }
        tell.accept("");
        Coverage.told().forEach(tell);
        List<Case> cases = following.cases();
        if (junit != null) {
            write(junit, Suites.of(cases));
        }
        return told(cases, tell);
    }

    private static int told(List<Case> cases, Consumer<String> tell) {
        long failed = cases.stream().filter(c -> !c.failure().isEmpty()).count();
        tell.accept("");
        if (cases.isEmpty()) {
            tell.accept("no feature ran");
            return 2;
        }
        tell.accept(cases.size() + " features, " + (failed == 0 ? "all of them passed" : failed + " failed"));
        return failed == 0 ? 0 : 1;
    }

    private static void execute(Discovery discovery, Following following) {
        SpockEngine engine = new SpockEngine();
        TestDescriptor all = engine.discover(discovery, UniqueId.forEngine(engine.getId()));
        try (NamespacedHierarchicalStore<Namespace> launcher = new NamespacedHierarchicalStore<>(null);
                NamespacedHierarchicalStore<Namespace> store = launcher.newChild()) {
            engine.execute(ExecutionRequest.create(
                    all,
                    following,
                    discovery.getConfigurationParameters(),
                    new NoOutput(),
                    store,
                    CancellationToken.disabled()));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
