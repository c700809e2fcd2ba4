package dev.handrail.dsl.compile;

import dev.handrail.dsl.words.Answer;
import dev.handrail.dsl.words.FileText;
import dev.handrail.dsl.words.Late;
import dev.handrail.dsl.words.Ratio;
import groovy.lang.Closure;
import groovy.transform.NamedParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ClassNode;

/** Types as a person calls them. */
final class Told {
    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(CharSequence.class, "text"),
            Map.entry(int.class, "a whole number"),
            Map.entry(Integer.class, "a whole number"),
            Map.entry(Number.class, "a number"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(Duration.class, "a duration"),
            Map.entry(LocalDate.class, "a date"),
            Map.entry(Closure.class, "a block { … }"),
            Map.entry(Pattern.class, "a pattern ~/…/"),
            Map.entry(List.class, "a list"),
            Map.entry(Answer.class, "an answer such as atLeast(3)"),
            Map.entry(Ratio.class, "ratio(0.99)"),
            Map.entry(FileText.class, "file('…')"),
            Map.entry(Class.class, "a type such as String"),
            Map.entry(Object.class, "a value"));

    private Told() {}

    /** The parameters of one form of a word: {@code text and a block { … }}. */
    static String parameters(Method method) {
        List<Parameter> all = List.of(method.getParameters());
        List<String> plain = all.stream()
                .filter(p -> p.getType() != Map.class)
                .map(Told::parameter)
                .toList();
        String options = all.stream()
                .filter(p -> p.getType() == Map.class)
                .map(Told::parameter)
                .collect(Collectors.joining());
        if (plain.isEmpty()) {
            return options.isEmpty() ? "nothing" : options;
        }
        return listed(plain) + (options.isEmpty() ? "" : " with " + options);
    }

    /** How many of the values are what this form of a word takes at their place. */
    static int alike(Method form, ClassNode[] given) {
        Parameter[] takes = form.getParameters();
        int alike = 0;
        for (int i = 0; i < Math.min(takes.length, given.length); i++) {
            alike += parameter(takes[i]).equals(type(given[i])) ? 1 : 0;
        }
        return alike;
    }

    /** {@code text, text and a block}. */
    private static String listed(List<String> all) {
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }

    private static String parameter(Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == Map.class) {
            NamedParam[] names = parameter.getAnnotationsByType(NamedParam.class);
            return names.length == 0
                    ? "name: value pairs"
                    : listed(Stream.of(names).map(n -> n.value() + ":").toList());
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(c -> c.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type.isArray()) {
            return "more of it";
        }
        return NAMES.getOrDefault(type, "a value");
    }

    static String types(ClassNode[] types) {
        return types.length == 0
                ? "nothing"
                : listed(Stream.of(types).map(Told::type).toList());
    }

    static String type(ClassNode type) {
        if (type.isArray()) {
            return "an array";
        }
        return switch (type.getName()) {
            case "int", "long", "short", "byte", "java.lang.Integer", "java.lang.Long", "java.math.BigInteger" ->
                "a whole number";
            case "double", "float", "java.math.BigDecimal", "java.lang.Double", "java.lang.Number" -> "a number";
            case "boolean", "java.lang.Boolean" -> "true or false";
            case "java.lang.String", "groovy.lang.GString", "java.lang.CharSequence", "char" -> "text";
            case "groovy.lang.Closure" -> "a block { … }";
            case "java.time.Duration" -> "a duration";
            case "java.time.LocalDate" -> "a date";
            case "java.util.regex.Pattern" -> "a pattern";
            case "java.lang.Object" -> "a value of unknown type";
            default -> byClass(type);
        };
    }

    private static String byClass(ClassNode type) {
        Class<?> known = type.isResolved() ? type.getTypeClass() : Object.class;
        if (Map.class.isAssignableFrom(known)) {
            return "a map";
        }
        if (java.util.Set.class.isAssignableFrom(known)) {
            return "a set";
        }
        if (Collection.class.isAssignableFrom(known)) {
            return "a list";
        }
        if (known == Late.class) {
            return "a value that only the run knows";
        }
        if (known == Answer.class) {
            return "an answer";
        }
        if (known == Class.class) {
            return "a type";
        }
        return known.isEnum()
                ? "one of the words "
                        + Stream.of(known.getEnumConstants())
                                .map(c -> c.toString().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                : "a value of another kind";
    }
}
