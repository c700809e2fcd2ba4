package dev.handrail.journal;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Measured;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long effects took in the newest runs of a runbook, taken back or not. */
final class Measures {
    /** More are not read: what took long years ago says little. */
    private static final int RUNS = 10;

    private static final int LOOKED_AT = 200;
    private static final long LARGEST = 8 << 20;
    private static final Pattern AMOUNT = Pattern.compile("\\((about [^()]*)\\)");

    /** By step and effect. */
    private final Map<String, Map<String, Measured>> known = new HashMap<>();
    /** By step: how much was said to be there when it was planned. */
    private final Map<String, String> amounts = new HashMap<>();

    static Map<String, Map<String, Measured>> of(Path runs, String runbook) {
        Measures measures = new Measures();
        newest(runs, runbook).forEach(measures::read);
        return measures.known;
    }

    /** Newest first. */
    private static List<Path> newest(Path runs, String runbook) {
        String named = "\"runbook\":\"" + runbook + "\"";
        try (Stream<Path> folders = Files.list(runs)) {
            List<Path> journals = folders.map(f -> f.resolve(Journal.FILE))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparingLong((Path f) -> f.toFile().lastModified())
                            .reversed())
                    .limit(LOOKED_AT)
                    .toList();
            List<Path> found = new ArrayList<>();
            for (Path journal : journals) {
                if (found.size() < RUNS
                        && journal.toFile().length() <= LARGEST
                        && first(journal).contains(named)) {
                    found.add(journal);
                }
            }
            return found;
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String first(Path journal) {
        try (BufferedReader reader = Files.newBufferedReader(journal, StandardCharsets.UTF_8)) {
            return String.valueOf(reader.readLine());
        } catch (IOException e) {
            return "";
        }
    }

    /** One that was altered is not believed. */
    private void read(Path journal) {
        List<Entry> entries;
        try {
            entries = JournalReader.read(journal).entries();
        } catch (Problem altered) {
            return;
        }
        String environment = "";
        amounts.clear();
        Map<String, Map<String, Measured>> here = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.event() instanceof Event.RunStarted started) {
                environment = started.environment();
            } else if (entry.event() instanceof Event.StepPlanned planned) {
                amounts.put(planned.step(), amount(planned));
            } else if (entry.event() instanceof Event.EffectFinished effect
                    && effect.state().equals("done")) {
                Measured one = new Measured(
                        Duration.ofMillis(effect.ms()),
                        environment,
                        entry.at(),
                        amounts.getOrDefault(effect.step(), ""));
                here.computeIfAbsent(effect.step(), s -> new HashMap<>()).put(effect.effect(), one);
            }
        }
        here.forEach((step, effects) -> effects.forEach(
                (key, one) -> known.computeIfAbsent(step, s -> new HashMap<>()).putIfAbsent(key, one)));
    }

    private static String amount(Event.StepPlanned planned) {
        String estimate = planned.estimate();
        if (estimate != null && estimate.matches("about [\\d,.]+ (rows|keys).*")) {
            return estimate.replaceFirst(" \\(.*", "");
        }
        for (Map<String, Object> hazard : hazards(planned.hazards())) {
            Optional<String> said = Optional.of(AMOUNT.matcher(String.valueOf(hazard.get("what"))))
                    .filter(Matcher::find)
                    .map(m -> m.group(1));
            if (said.isPresent()) {
                return said.get();
            }
        }
        return "";
    }

    private static List<Map<String, Object>> hazards(@Nullable List<Map<String, Object>> hazards) {
        return hazards == null ? List.of() : hazards;
    }
}
