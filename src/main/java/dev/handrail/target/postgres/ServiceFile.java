package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * libpq's service files. pgjdbc has a reader of its own, which refuses every keyword that is not one of its properties
 * ({@code application_name}, {@code connect_timeout}, {@code sslcrl} …) and says so in a log only.
 */
final class ServiceFile {
    private final List<Path> files;

    private ServiceFile(List<Path> files) {
        this.files = files;
    }

    static ServiceFile in(Surroundings around, @Nullable String named) {
        List<Path> files = new ArrayList<>();
        files.add(named != null ? Path.of(named) : around.home().resolve(".pg_service.conf"));
        String system = around.variable("PGSYSCONFDIR");
        files.add(Path.of(system.isEmpty() ? "/etc/postgresql-common" : system).resolve("pg_service.conf"));
        return new ServiceFile(files);
    }

    /** @throws Problem exit 7 where no file has that service, exit 2 where its lines can't be read */
    Conninfo service(String name) {
        for (Path file : files) {
            if (Files.isReadable(file)) {
                Map<Keyword, String> found = section(name, file);
                if (found != null) {
                    return new Conninfo(found);
                }
            }
        }
        throw new Problem(
                ExitCode.UNREACHABLE,
                "the service '" + name + "' is in no service file",
                "",
                "looked in "
                        + String.join(
                                " and ", files.stream().map(Path::toString).toList()),
                "add a section [" + name + "] with host, port, dbname and user, or name its file in PGSERVICEFILE");
    }

    private static @Nullable Map<Keyword, String> section(String name, Path file) {
        Map<Keyword, String> found = null;
        int number = 0;
        for (String raw : lines(file)) {
            number++;
            String line = raw.strip();
            if (line.startsWith("[")) {
                if (found != null) {
                    return found;
                }
                found = line.equals("[" + name + "]") ? new EnumMap<>(Keyword.class) : null;
            } else if (found != null && !line.isEmpty() && !line.startsWith("#")) {
                take(line, found, file + ":" + number);
            }
        }
        return found;
    }

    private static void take(String line, Map<Keyword, String> found, String where) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw Conninfo.refused("a line of the service file has no keyword and =", where);
        }
        String value = line.substring(equals + 1);
        if (!value.isEmpty()) {
            found.putIfAbsent(Conninfo.keyword(line.substring(0, equals), where), value);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the service file can't be read",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "make it readable text in UTF-8");
        }
    }
}
