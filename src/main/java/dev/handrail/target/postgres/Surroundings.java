package dev.handrail.target.postgres;

import java.nio.file.Path;
import java.util.Map;

/** What libpq looks at beside the connection string. */
record Surroundings(Map<String, String> environment, Path home, String user) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("user.name"));
    }

    String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
