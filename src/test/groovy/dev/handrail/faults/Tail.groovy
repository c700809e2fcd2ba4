package dev.handrail.faults

import dev.handrail.json.Json
import java.nio.file.Files
import java.nio.file.Path

/** A journal as it grows, looked at from outside, and what it says of effects. */
class Tail {
    final Path file
    private long seen
    private StringBuilder rest = new StringBuilder()

    Tail(Path file) {
        this.file = file
        this.seen = size()
    }

    long size() {
        file.toFile().length()
    }

    /** The whole lines that came since the last call. */
    List<String> fresh() {
        long size = size()
        if (size <= seen) {
            return []
        }
        new RandomAccessFile(file.toFile(), 'r').withCloseable {
            it.seek(seen)
            byte[] bytes = new byte[(int) (size - seen)]
            it.readFully(bytes)
            rest.append(new String(bytes, 'UTF-8'))
        }
        seen = size
        int end = rest.lastIndexOf('\n')
        List<String> lines = end < 0 ? [] : rest.substring(0, end).readLines()
        rest.delete(0, end + 1)
        lines
    }

    static boolean isStart(String line) {
        line.contains('"type":"effect.started"')
    }

    List<Map> records() {
        Files.exists(file) ? Files.readAllLines(file).findAll { it.endsWith('}') }.collect { Json.read(it) as Map } : []
    }

    /** Effects on record as started without an end: {@code step effect}. */
    List<Map> open() {
        Map<String, Map> open = [:]
        records().each {
            String key = "$it.step $it.effect"
            if (it.type == 'effect.started') {
                open[key] = it
            } else if (it.type in ['effect.finished', 'effect.reconciled']) {
                open.remove(key)
            }
        }
        open.values() as List
    }
}
