package dev.handrail.shell.command;

import dev.handrail.checklist.Doubt;
import dev.handrail.dsl.Vocabulary;
import dev.handrail.dsl.mistake.Explained;
import dev.handrail.shell.help.Help;
import dev.handrail.shell.out.Line;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What help tells beside commands: words of the language and codes of mistakes, from the program itself. */
final class Topics {
    private static final int COLUMN = 18;

    private Topics() {}

    static List<Line> mistake(Explained mistake) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(mistake.code(), Line.Look.BOLD).add("  " + mistake.what()));
        lines.add(Line.of("why:   " + mistake.why()));
        example(lines, "wrong: ", mistake.wrong());
        example(lines, "right: ", mistake.right());
        lines.add(Line.of("more:  docs/errors.md", Line.Look.DIM));
        return lines;
    }

    private static void example(List<Line> lines, String title, List<String> example) {
        for (int i = 0; i < example.size(); i++) {
            lines.add(Line.of((i == 0 ? title : " ".repeat(title.length())) + example.get(i)));
        }
    }

    /** A word, or an option of one; empty where there is none of that name, or for the code of a checklist's doubt. */
    static List<Line> word(String name) {
        Optional<Doubt> doubt = Arrays.stream(Doubt.values())
                .filter(d -> d.id().equalsIgnoreCase(name))
                .findFirst();
        if (doubt.isPresent()) {
            return List.of(
                    Line.of(doubt.get().id(), Line.Look.BOLD)
                            .add("  " + doubt.get().means()),
                    Line.of("do:    " + doubt.get().fix()),
                    Line.of("more:  docs/authoring.md", Line.Look.DIM));
        }
        Map<String, List<Vocabulary.Help>> blocks = Vocabulary.blocks();
        Map<Vocabulary.Help, Set<String>> forms = new LinkedHashMap<>();
        blocks.forEach((opener, words) -> words.stream()
                .filter(w -> w.word().equals(name))
                .forEach(w ->
                        forms.computeIfAbsent(w, f -> new LinkedHashSet<>()).add(opener)));
        List<Line> lines = new ArrayList<>();
        forms.forEach((form, openers) -> form(lines, form, openers));
        if (!forms.isEmpty() && blocks.containsKey(name)) {
            inside(lines, name, blocks.get(name));
        }
        if (Vocabulary.ACTIONS.contains(name)) {
            lines.add(Line.of("more:  docs/steps/" + name + ".md", Line.Look.DIM));
        }
        return lines;
    }

    private static void form(List<Line> lines, Vocabulary.Help form, Set<String> openers) {
        lines.add(Line.of(form.word(), Line.Look.BOLD).add("  " + form.sentence()));
        form.examples().forEach(example -> lines.add(Line.of("  " + example)));
        lines.add(Line.of("  " + (form.value() ? "a value in: " : "in: ") + String.join(", ", openers), Line.Look.DIM));
    }

    /** What may stand in its block, each with its sentence. */
    private static void inside(List<Line> lines, String name, List<Vocabulary.Help> words) {
        lines.add(Line.of(""));
        lines.add(Line.of("In " + name + " { … }"));
        words.stream()
                .filter(w -> !w.value())
                .forEach(w -> lines.add(
                        Line.of("  ").column(w.word(), COLUMN, Line.Look.BOLD).add(w.sentence())));
        String values = String.join(
                ", ",
                words.stream()
                        .filter(Vocabulary.Help::value)
                        .map(Vocabulary.Help::word)
                        .toList());
        if (!values.isEmpty()) {
            lines.add(Line.of("  values: " + values, Line.Look.DIM));
        }
    }

    /** A proposal for what is no topic. */
    static String near(String name) {
        Set<String> all = new TreeSet<>(Help.names());
        Vocabulary.blocks().values().forEach(words -> words.forEach(w -> all.add(w.word())));
        return NearWord.of(name, all).map(n -> "did you mean '" + n + "'? ").orElse("")
                + "all commands: handrail help; the words of a step: handrail help step";
    }
}
