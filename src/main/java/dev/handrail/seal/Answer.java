package dev.handrail.seal;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a process that encrypts says of its work, a line at a time. */
public sealed interface Answer {
    /** So many bytes more were read. */
    record Advance(long bytes) implements Answer {}

    /**
     * A file is encrypted and proven.
     *
     * @param proven SHA-256 of what came out of it again: of its content where it was opened, else of its bytes
     */
    record Done(String file, Sealed sealed, String proven) implements Answer {}

    /** It can't go on. */
    record Failed(Problem problem) implements Answer {}

    default String line() {
        Map<String, Object> all = new LinkedHashMap<>();
        if (this instanceof Advance advance) {
            all.put("read", advance.bytes());
        } else if (this instanceof Done done) {
            all.put("file", done.file());
            all.put("plain", done.sealed().plain());
            all.put("digest", done.sealed().digest());
            all.put("bytes", done.sealed().bytes());
            all.put("proven", done.proven());
        } else if (this instanceof Failed failed) {
            Problem p = failed.problem();
            all.put("problem", List.of(p.exitCode().name(), p.what(), p.where(), p.why(), p.remedy()));
        }
        return Json.write(all);
    }

    /** @throws IllegalArgumentException where the line is none, e.g. the JVM's own */
    static Answer of(String line) {
        if (!(Json.read(line) instanceof Map<?, ?> all)) {
            throw new IllegalArgumentException(line);
        }
        if (all.get("problem") instanceof List<?> p) {
            return new Failed(new Problem(
                    ExitCode.valueOf((String) p.get(0)),
                    (String) p.get(1),
                    (String) p.get(2),
                    (String) p.get(3),
                    (String) p.get(4)));
        }
        if (all.get("read") instanceof Long bytes) {
            return new Advance(bytes);
        }
        Sealed sealed = new Sealed((String) all.get("plain"), (String) all.get("digest"), (Long) all.get("bytes"));
        return new Done((String) all.get("file"), sealed, (String) all.get("proven"));
    }
}
