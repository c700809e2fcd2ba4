package dev.handrail.dsl;

import java.nio.file.Path;
import java.util.Map;

/** Loads one runbook in a JVM of its own, so that a spec can see what that starts. */
public final class LoadOnce {
    private LoadOnce() {}

    public static void main(String[] arguments) {
        Loaded loaded = new Loader(Path.of(arguments[1])).load(Path.of(arguments[0]), Map.of(), Mode.CHECK);
        System.out.println("loaded " + loaded.runbook().name());
    }
}
