package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.source.Library;
import dev.handrail.dsl.tape.Site;
import dev.handrail.text.NearWord;
import groovy.lang.Closure;
import java.lang.reflect.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every family of steps that the files of a runbook declare. */
public final class Families {
    private final Reporter reporter;
    private final Map<String, Family> known = new TreeMap<>();
    private final Map<String, Site> places = new TreeMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private boolean unread;
    private boolean lacking;

    Families(Reporter reporter) {
        this.reporter = reporter;
    }

    /** A file could not be read: a family that is missing now says nothing. */
    public void unread() {
        unread = true;
        lacking = true;
    }

    /** True where steps are missing that were asked for. */
    boolean lacking() {
        return lacking;
    }

    void declare(Family family, Site at) {
        Site first = places.putIfAbsent(family.id(), at);
        if (first != null) {
            reporter.add(
                    Code.DUPLICATE_ID,
                    "the family '" + family.id() + "' is declared already "
                            + reporter.told(first.word(), at.argument(0)),
                    at.argument(0),
                    "give it an id of its own");
        } else {
            known.put(family.id(), family);
        }
    }

    /** Says a family's steps into {@code block}. */
    void use(String id, Map<?, ?> given, Block block, Site at) {
        Family family = known.get(id);
        if (family == null) {
            unknown(id, at);
        } else if (open.contains(id)) {
            lacking = true;
            reporter.add(
                    Code.INCLUDE_CYCLE,
                    "the family '" + id + "' uses itself",
                    at.argument(0),
                    "let it say its steps, and use another one");
        } else {
            Object[] arguments = arguments(family, given, at);
            if (arguments == null) {
                lacking = true;
                return;
            }
            open.push(id);
            speak(family, arguments, block, at);
            open.pop();
        }
    }

    private void unknown(String id, Site at) {
        lacking = true;
        if (!unread) {
            reporter.add(
                    Code.NO_FAMILY,
                    "there is no family '" + id + "'",
                    at.argument(0),
                    known.isEmpty()
                            ? "include the file that declares it: include 'common/" + id + ".groovy'"
                            : "use one that is declared, or include the file that declares it",
                    List.copyOf(known.keySet()),
                    NearWord.of(id, known.keySet()).orElse(null));
        }
    }

    private static void speak(Family family, Object[] arguments, Block block, Site at) {
        Recording recording = family.recording();
        Library library = recording.library();
        int lines = library == null ? 0 : recording.together().speaks(library, "used", at.word());
        Block inner = new Block("family", recording);
        recording.speaking(
                lines,
                () -> recording.within(inner, () -> {
                    Closure<?> body = (Closure<?>) family.body().clone();
                    body.setDelegate(new SectionDsl(inner));
                    body.setResolveStrategy(Closure.DELEGATE_ONLY);
                    body.call(arguments);
                }));
        inner.said().forEach(block::add);
    }

    /** What the family is given, in its order; null where something is wrong, which is told. */
    private Object @Nullable [] arguments(Family family, Map<?, ?> given, Site at) {
        int known = reporter.count();
        List<String> names = family.names();
        given.keySet().stream()
                .map(String::valueOf)
                .filter(n -> !names.contains(n))
                .forEach(n -> reporter.unknown(
                        Code.FAMILY_VALUE,
                        "the family '" + family.id() + "' has no '" + n + "'",
                        at.argument(n),
                        n,
                        names,
                        "give what it asks for: " + String.join(", ", family.shown())));
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : family.parameters()) {
            arguments.add(argument(family, parameter, given, at));
        }
        return reporter.count() == known ? arguments.toArray() : null;
    }

    private Object argument(Family family, Parameter parameter, Map<?, ?> given, Site at) {
        String name = parameter.getName();
        ParameterType type = ParameterType.of(parameter.getType().getName()).orElseThrow();
        if (!given.containsKey(name)) {
            reporter.add(
                    Code.FAMILY_VALUE,
                    "the family '" + family.id() + "' is not given '" + name + "', " + type.told(),
                    at.word(),
                    "add: " + name + ": …");
            return "";
        }
        Object fitted = type.fitted(given.get(name));
        if (fitted == null) {
            reporter.add(
                    Code.FAMILY_VALUE,
                    "'" + name + "' of the family '" + family.id() + "' is " + type.told(),
                    at.argument(name),
                    "give it " + type.told());
            return "";
        }
        return fitted;
    }
}
