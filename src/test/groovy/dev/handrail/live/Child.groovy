package dev.handrail.live

import java.util.concurrent.TimeUnit

/** Another JVM that runs a class of the specs, to be killed in the middle of its work. */
class Child implements AutoCloseable {
    private final Process process
    final List<String> lines = Collections.synchronizedList([])

    Child(Class<?> main, String... arguments) {
        this(main, [], arguments)
    }

    /** @param flags for the JVM */
    Child(Class<?> main, List<String> flags, String... arguments) {
        process = new ProcessBuilder([System.getProperty('java.home') + '/bin/java', '-cp',
                                      System.getProperty('java.class.path'), '-XX:TieredStopAtLevel=1', '-Dslf4j.internal.verbosity=ERROR', '--add-opens=java.base/java.lang=ALL-UNNAMED'] + flags + [main.name] +
                                     arguments.toList()).redirectErrorStream(true).start()
        Thread.startDaemon { process.inputStream.eachLine { lines << it } }
    }

    void kill() {
        process.destroyForcibly()
        process.waitFor(10, TimeUnit.SECONDS)
    }

    boolean said(String line) {
        lines.contains(line)
    }

    void close() {
        kill()
    }
}
