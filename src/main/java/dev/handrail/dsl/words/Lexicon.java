package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of one kind of block, read from its class.
 *
 * @param opener the word that opens the block; {@code file} for the script itself
 * @param entries by word, in alphabetical order
 */
public record Lexicon(String opener, Map<String, Entry> entries) {
    /** The opener of the script itself. */
    public static final String FILE = "file";

    /**
     * One word.
     *
     * @param overloads every form in which it may be written
     */
    public record Entry(String word, List<Method> overloads) {
        /** True for what is used inside another word: {@code atLeast(3)}, {@code month}, {@code secret('x')}. */
        public boolean isValue() {
            return overloads.stream()
                    .allMatch(m -> m.getReturnType() != void.class && m.getReturnType() != Patience.class);
        }

        /** True for a value that is written without brackets. */
        public boolean isProperty() {
            return overloads.stream().anyMatch(Lexicon::isGetter);
        }

        /** The class of its block; empty where it takes none. */
        public Optional<Class<?>> block() {
            return overloads.stream()
                    .flatMap(m -> Arrays.stream(m.getParameters()))
                    .filter(p -> p.getType() == Closure.class)
                    .<Class<?>>map(p -> p.getAnnotation(DelegatesTo.class).value())
                    .findFirst();
        }

        /** True where its block takes parameters of the author's. */
        public boolean takesParameters() {
            return overloads.stream().anyMatch(m -> m.getAnnotation(Word.class).parameters());
        }

        /** True where that argument has to be SQL written in place. */
        public boolean literal(int argument) {
            return overloads.stream()
                    .map(Method::getParameters)
                    .anyMatch(p -> argument < p.length
                            && p[argument].isAnnotationPresent(Literal.class)
                            && p[argument].getType() != Map.class);
        }

        /** True where its named values have to be SQL written in place. */
        public boolean literalNamed() {
            return parameters().anyMatch(p -> p.getType() == Map.class && p.isAnnotationPresent(Literal.class));
        }

        /** The names of its {@code name: value} arguments; empty where it takes any or none. */
        public Set<String> names() {
            Set<String> names = new TreeSet<>();
            parameters()
                    .flatMap(p -> Arrays.stream(p.getAnnotationsByType(NamedParam.class)))
                    .forEach(n -> names.add(n.value()));
            return names;
        }

        /** True where it takes {@code name: value} arguments of any name. */
        public boolean anyName() {
            return parameters()
                    .anyMatch(p -> p.getType() == Map.class && p.getAnnotationsByType(NamedParam.class).length == 0);
        }

        public String help() {
            return overloads.get(0).getAnnotation(Word.class).value();
        }

        public List<String> examples() {
            return overloads.stream()
                    .map(m -> m.getAnnotation(Word.class).example())
                    .distinct()
                    .toList();
        }

        private Stream<Parameter> parameters() {
            return overloads.stream().flatMap(m -> Arrays.stream(m.getParameters()));
        }
    }

    private record Key(Class<?> language, String opener) {}

    private static final Map<Key, Lexicon> READ = new ConcurrentHashMap<>();

    /** The words of the block that {@code opener} opens; each is read from its class once. */
    public static Lexicon of(Class<?> language, String opener) {
        return READ.computeIfAbsent(new Key(language, opener), key -> read(language, opener));
    }

    private static Lexicon read(Class<?> language, String opener) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Arrays.stream(language.getMethods())
                .filter(m -> m.isAnnotationPresent(Word.class) && !m.isBridge())
                .filter(m -> !List.of(m.getAnnotation(Word.class).notIn()).contains(opener))
                .sorted(Comparator.comparing(Lexicon::word)
                        .thenComparing(Method::getParameterCount)
                        .thenComparing(Method::toString))
                .forEach(m -> entries.merge(word(m), new Entry(word(m), List.of(m)), Lexicon::joined));
        return new Lexicon(opener, entries);
    }

    public static Lexicon ofFile() {
        return of(RunbookScript.class, FILE);
    }

    /** The block that {@code word} opens here; empty where it opens none. */
    public Optional<Lexicon> inside(String word) {
        Entry entry = entries.get(word);
        return entry == null ? Optional.empty() : entry.block().map(b -> of(b, word));
    }

    public @Nullable Entry entry(String word) {
        return entries.get(word);
    }

    /** The words that may begin a line here. */
    public List<String> statements() {
        return entries.values().stream()
                .filter(e -> !e.isValue())
                .map(Entry::word)
                .toList();
    }

    /** The words that may be used as a value here. */
    public List<String> values() {
        return entries.values().stream().filter(Entry::isValue).map(Entry::word).toList();
    }

    private static Entry joined(Entry one, Entry other) {
        return new Entry(
                one.word(),
                Stream.concat(one.overloads().stream(), other.overloads().stream())
                        .toList());
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0 && method.getName().matches("get[A-Z].*");
    }

    private static String word(Method method) {
        String name = method.getName();
        return isGetter(method) ? Character.toLowerCase(name.charAt(3)) + name.substring(4) : name;
    }
}
