package dev.handrail.target.host;

import dev.handrail.json.Json;
import dev.handrail.json.JsonPath;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Log;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Unfinished;
import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The machine that handrail runs on. */
public final class LocalHost implements Host {
    private final Path home;
    private final Workplace workplace;
    private final Backups backups;
    private final Looking looking;

    /** @param home what backup folders are relative to */
    public LocalHost(Path home, Workplace workplace, Backups backups) {
        this.home = home;
        this.workplace = workplace;
        this.backups = backups;
        this.looking = new Looking(Duration.ofMinutes(1));
    }

    @Override
    public Optional<Path> find(String program) {
        return workplace.path().find(program, workplace.folder());
    }

    @Override
    public Reading ask(List<Text> argv, Map<String, Text> environment, String directory, Values values) {
        return looking.at(workplace.call(argv, environment, directory, null, values));
    }

    @Override
    public List<Map<String, Object>> objects(String answer, String list) {
        try {
            if (Json.read(answer) instanceof Map<?, ?> all && all.get(list) instanceof List<?> items) {
                return items.stream().map(LocalHost::object).toList();
            }
        } catch (Json.NotJson e) {
            throw notListed(list, String.valueOf(e.getMessage()));
        }
        throw notListed(list, "");
    }

    @Override
    public Optional<String> field(String answer, String path) {
        try {
            Object document = Json.read(answer);
            return JsonPath.parse(path)
                    .orElseThrow(
                            () -> noField("'" + path + "' is no path", "", "write it so: $.status, $.items[0].name"))
                    .in(document);
        } catch (Json.NotJson e) {
            throw noField(
                    "the answer is no JSON, so there is no " + path,
                    String.valueOf(e.getMessage()),
                    "judge it as text: expect containing('…')");
        }
    }

    private static Problem noField(String what, String why, String remedy) {
        return new Problem(ExitCode.FAILED, what, "", why, remedy);
    }

    private static Map<String, Object> object(@Nullable Object item) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (item instanceof Map<?, ?> members) {
            members.forEach((name, value) -> object.put(String.valueOf(name), value == null ? "" : value));
        }
        return object;
    }

    private static Problem notListed(String list, String why) {
        return new Problem(
                ExitCode.FAILED,
                "the program's answer is not the JSON that was asked for: it has no list '" + list + "'",
                "",
                why,
                "see what it prints in a terminal; another version of it may answer otherwise");
    }

    @Override
    public Log log(String file) {
        Path place = file.startsWith("~/") ? folder(file) : workplace.folder().resolve(file);
        return new LogFile(place.normalize());
    }

    @Override
    public long free(Path folder) {
        try {
            return Files.getFileStore(existing(folder.toAbsolutePath())).getUsableSpace();
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the free space of " + folder + " can't be told",
                    "",
                    String.valueOf(e.getMessage()),
                    "see whether df " + folder + " can tell it",
                    e);
        }
    }

    private static Path existing(Path folder) {
        @Nullable Path place = folder;
        while (place != null && !Files.exists(place)) {
            place = place.getParent();
        }
        return place == null ? Path.of("/") : place;
    }

    @Override
    public Path folder(String written) {
        if (written.equals("~") || written.startsWith("~/")) {
            String own = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
            return Path.of(own + written.substring(1)).normalize();
        }
        return home.resolve(written).normalize();
    }

    @Override
    public List<Manifest> backups(Path folder) {
        return backups.in(folder);
    }

    @Override
    public List<Unfinished> unfinished(Path folder) {
        return backups.unfinished(folder);
    }

    @Override
    public List<Unfinished> unfinished(Bucket place) {
        return backups.unfinished(place);
    }

    @Override
    public void fit(Path folder) {
        backups.fit(folder);
    }

    @Override
    public Optional<Foreign> foreign(Path place) {
        return backups.foreign(place);
    }

    @Override
    public List<Manifest> backups(Bucket place) {
        return backups.in(place);
    }

    @Override
    public Optional<Manifest> backup(Bucket place) {
        return backups.at(place);
    }

    @Override
    public Optional<Manifest> backup(Path place) {
        return backups.at(place);
    }

    @Override
    public Optional<Integer> pgDumpMajor() {
        return pgDumpMajor(Integer.MAX_VALUE);
    }

    @Override
    public Optional<Integer> pgDumpMajor(int most) {
        return PgProgram.newest("pg_dump", most, workplace.path()).map(PgProgram::major);
    }
}
