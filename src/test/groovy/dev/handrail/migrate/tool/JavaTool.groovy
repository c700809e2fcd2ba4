package dev.handrail.migrate.tool

import dev.handrail.text.Text

/** A migrator on the JVM, as the build put its jars into {@code target/migrators}. */
class JavaTool {
    private static File folder(String name) {
        new File(System.getProperty('handrail.build', 'target'), "migrators/$name").absoluteFile
    }

    static boolean available(String name) {
        folder(name).list()?.any { it.startsWith(name) }
    }

    static List<Text> program(String name, String main) {
        [System.getProperty('java.home') + '/bin/java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', "${folder(name)}/*".toString(), main]
            .collect { Text.of(it) }
    }
}
