package dev.handrail.text.psql

import dev.handrail.text.SqlProblem
import dev.handrail.text.Statement

/** Files in memory, read as a runbook's are. */
class Reads {
    static Script script(Map<String, String> files, Map<String, String> variables = [:], Trail trail = Trail.NONE) {
        bytes(files.collectEntries { name, text -> [name, text.getBytes('UTF-8')] }, variables, trail)
    }

    static Script bytes(Map<String, byte[]> files, Map<String, String> variables = [:], Trail trail = Trail.NONE) {
        Sources sources = { name, from, here ->
            if (!files.containsKey(name)) {
                throw SqlProblem.at(here, "there is no file '$name'", '', 'check the name')
            }
            source(name, files[name])
        }
        String first = files.keySet()[0]
        Script.of(source(first, files[first]), sources, variables.collectEntries { k, v -> [k, Value.written(v)] }, trail)
    }

    static List<Statement> read(String sql, Map<String, String> variables = [:]) {
        script(['x.sql': sql], variables).statements()
    }

    static Source source(String name, byte[] content) {
        new Source() {
            String path() { '/' + name }
            String shown() { name }
            InputStream open() { new ByteArrayInputStream(content) }
        }
    }
}
