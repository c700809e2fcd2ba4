package dev.handrail.shell.check;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Mistake;
import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.json.Json;
import dev.handrail.problem.Position;
import dev.handrail.runbook.Hazard;
import dev.handrail.shell.help.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SARIF 2.1.0, as code hosts show it beside the lines of a change.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html">its specification</a>
 */
final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final Path folder;
    private final List<String> rules = new ArrayList<>();
    private final List<Map<String, Object>> results = new ArrayList<>();

    private Sarif(Path folder) {
        this.folder = folder;
    }

    static String of(List<Checked> all, Path folder) {
        Sarif sarif = new Sarif(folder);
        for (Checked one : all) {
            if (one.mistakes() != null) {
                one.mistakes().all().forEach(sarif::mistake);
            }
            one.hazards().forEach(sarif::hazard);
            one.remarks()
                    .forEach(r -> sarif.results.add(
                            sarif.result(Code.REFUSED_SQL.id(), "note", "not judged: " + r.why(), r.position())));
        }
        return Json.write(sarif.log());
    }

    private Map<String, Object> log() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "handrail");
        driver.put("version", Version.number());
        driver.put("rules", rules.stream().map(Sarif::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", results);
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static Map<String, Object> rule(String code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code);
        Danger.of(code).ifPresent(danger -> {
            rule.put("shortDescription", Map.of("text", danger.means()));
            rule.put("help", Map.of("text", danger.safe()));
        });
        return rule;
    }

    private void mistake(Mistake mistake) {
        results.add(result(
                mistake.code(),
                "error",
                mistake.what() + near(mistake) + ". Fix: " + mistake.fix(),
                mistake.position()));
    }

    private static String near(Mistake mistake) {
        return mistake.near() == null ? "" : ". Did you mean: " + mistake.near();
    }

    private void hazard(Hazard hazard) {
        Map<String, Object> result =
                result(hazard.code(), "warning", hazard.what() + ". Safer: " + hazard.safeWay(), hazard.position());
        if (hazard.accepted() != null) {
            result.put("suppressions", List.of(Map.of("kind", "inSource", "justification", hazard.accepted())));
        }
        results.add(result);
    }

    private Map<String, Object> result(String code, String level, String message, Position position) {
        if (!rules.contains(code)) {
            rules.add(code);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", code);
        result.put("ruleIndex", rules.indexOf(code));
        result.put("level", level);
        result.put("message", Map.of("text", message));
        result.put("locations", List.of(Map.of("physicalLocation", physical(position))));
        return result;
    }

    private Map<String, Object> physical(Position position) {
        Place place = Place.of(position, folder);
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", place.uri()));
        if (place.line() > 0) {
            Map<String, Object> region = new LinkedHashMap<>();
            region.put("startLine", place.line());
            if (place.column() > 0) {
                region.put("startColumn", place.column());
            }
            physical.put("region", region);
        }
        return physical;
    }
}
