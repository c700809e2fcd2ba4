package dev.handrail.checklist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comes together while a checklist is read: the steps of one part, findings, targets. */
final class Gathering {
    private final Path checklist;
    private final Path folder;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> scripts = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();
    private List<DraftStep> steps = new ArrayList<>();
    private boolean database;
    private boolean cache;
    private String pattern = "";
    private String backup = "";

    /** @param folder where the draft will lie: files are named from there */
    Gathering(Path checklist, Path folder) {
        this.checklist = checklist;
        this.folder = folder;
    }

    /** The steps since the last call. */
    List<DraftStep> taken() {
        List<DraftStep> taken = steps;
        steps = new ArrayList<>();
        return taken;
    }

    DraftStep add(DraftStep step) {
        steps.add(step);
        return step;
    }

    /** How many steps there are in this part. */
    int count() {
        return steps.size();
    }

    /** The step before, where there is one in this part. */
    Optional<DraftStep> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    }

    /** What is done in another way than it is written. */
    void find(int line, String code, String what, String fix) {
        if (findings.stream().noneMatch(f -> f.line() == line && f.code().equals(code))) {
            findings.add(new Finding(line, code, Clean.line(what), Clean.line(fix)));
        }
    }

    /** An open point. */
    Finding open(int line, Doubt doubt, String what) {
        return open(line, doubt, what, doubt.fix());
    }

    /** An open point with a fix of its own. */
    Finding open(int line, Doubt doubt, String what, String fix) {
        Finding finding = new Finding(line, doubt.id(), Clean.line(what), fix);
        findings.add(finding);
        return finding;
    }

    /** A step that a person does until somebody decides. */
    void byHand(int line, Doubt doubt, String title, String instruction, String what, String... below) {
        add(DraftStep.byHand(title, instruction, below).open(open(line, doubt, what)));
    }

    List<Finding> findings() {
        return findings;
    }

    void usesDatabase() {
        database = true;
    }

    void usesCache() {
        cache = true;
    }

    boolean database() {
        return database;
    }

    boolean cache() {
        return cache;
    }

    /** The line that runs a script already; empty where none does. */
    Optional<Integer> before(String script, int line) {
        return Optional.ofNullable(scripts.putIfAbsent(script, line));
    }

    /** The logical name of what answers at {@code host}: {@code api} for api.example.com, {@code app} for this machine. */
    String service(String host) {
        return services.computeIfAbsent(host, h -> {
            String first = h.replaceFirst(":\\d+$", "");
            String name = first.equals("localhost") || first.matches("[\\d.]+") ? "app" : first.split("\\.")[0];
            String free = name;
            for (int i = 2; services.containsValue(free); i++) {
                free = name + "-" + i;
            }
            return free;
        });
    }

    Map<String, String> services() {
        return services;
    }

    /** The pattern of keys that the checklist names. */
    String pattern() {
        return pattern;
    }

    void pattern(String seen) {
        pattern = pattern.isEmpty() ? seen : pattern;
    }

    /** The step that takes the backup; empty where there is none yet. */
    String backup() {
        return backup;
    }

    void backup(String step) {
        backup = backup.isEmpty() ? step : backup;
    }

    /** A file that the checklist names, as the draft has to name it; empty where it is not there. */
    Optional<String> file(String written) {
        for (Path place : List.of(folder, parent(checklist))) {
            Path file = place.resolve(written).normalize();
            if (Files.exists(file) && file.startsWith(folder)) {
                return Optional.of(folder.relativize(file).toString());
            }
        }
        return Optional.empty();
    }

    private static Path parent(Path file) {
        return file.toAbsolutePath().getParent() == null
                ? Path.of("/")
                : file.toAbsolutePath().getParent();
    }
}
