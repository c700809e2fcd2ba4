package dev.handrail.settings;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.Environment.CacheBinding;
import dev.handrail.settings.Environment.DatabaseBinding;
import dev.handrail.settings.Environment.ServiceBinding;
import dev.handrail.text.shell.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** What options bind: {@code --database main=service=x}, {@code --cache permissions=redis://…} and so on. */
public record Bindings(
        Map<String, DatabaseBinding> databases,
        Map<String, CacheBinding> caches,
        Map<String, ServiceBinding> services,
        Map<String, ServiceBinding> metrics) {
    public static final Bindings NONE = new Bindings(Map.of(), Map.of(), Map.of(), Map.of());

    /**
     * Reads the values of the options, each {@code NAME=WHERE}.
     *
     * @throws Problem exit 2 where one has no name, is given twice or is no URL
     */
    public static Bindings parse(
            List<String> databases, List<String> caches, List<String> services, List<String> metrics) {
        return new Bindings(
                each("--database", databases, (where, origin) -> {
                    BindingUrls.database(where).ifPresent(mistake -> refuse(origin, mistake));
                    return new DatabaseBinding(where, null, null, null, origin);
                }),
                each("--cache", caches, (where, origin) -> {
                    BindingUrls.cache(where).ifPresent(mistake -> refuse(origin, mistake));
                    return new CacheBinding(where, null, origin);
                }),
                each("--service", services, Bindings::web),
                each("--metrics", metrics, Bindings::web));
    }

    public boolean none() {
        return databases.isEmpty() && caches.isEmpty() && services.isEmpty() && metrics.isEmpty();
    }

    /**
     * The same options once more, as a shell takes them, each behind a blank. Where one holds a password, it is bound by
     * a variable, which is to be set: {@code --database main=env:MAIN_DATABASE}.
     */
    public String again() {
        StringBuilder all = new StringBuilder();
        databases.values().forEach(bound -> again(all, bound.origin(), bound.connect()));
        caches.values().forEach(bound -> again(all, bound.origin(), bound.url()));
        services.values().forEach(bound -> again(all, bound.origin(), bound.url()));
        metrics.values().forEach(bound -> again(all, bound.origin(), bound.url()));
        return all.toString();
    }

    /** @param origin the option and the name, e.g. {@code --database main} */
    private static void again(StringBuilder all, String origin, String where) {
        String option = origin.substring(0, origin.indexOf(' '));
        String name = origin.substring(option.length() + 1);
        String variable =
                (name + "_" + option.substring(2)).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String value = name + "=" + (LiteralPassword.in(where) ? "env:" + variable : where);
        all.append(' ').append(option).append(' ');
        all.append(value.matches("[\\w@%+=:,./-]+") ? value : Word.quoted(value));
    }

    /** {@code environment} with these bindings before its own. */
    Environment over(Environment environment) {
        return new Environment(
                        environment.name(),
                        environment.guarded(),
                        databases,
                        caches,
                        services,
                        metrics,
                        Map.of(),
                        Map.of(),
                        environment.sandbox())
                .or(environment);
    }

    private static ServiceBinding web(String where, String origin) {
        BindingUrls.web(where).ifPresent(mistake -> refuse(origin, mistake));
        return new ServiceBinding(where, origin);
    }

    private static <T> Map<String, T> each(String option, List<String> written, BiFunction<String, String, T> binding) {
        Map<String, T> bound = new LinkedHashMap<>();
        for (String one : written) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new Problem(
                        ExitCode.WRONG,
                        option + " needs a name and a place",
                        option,
                        "it binds a name that the runbook declares",
                        "write " + option + " NAME=" + BindingUrls.example(option));
            }
            String name = one.substring(0, equals);
            if (bound.put(name, binding.apply(one.substring(equals + 1), option + " " + name)) != null) {
                refuse(option + " " + name, "'" + name + "' is bound twice");
            }
        }
        return bound;
    }

    private static void refuse(String origin, String mistake) {
        String option = origin.substring(0, origin.indexOf(' '));
        throw new Problem(ExitCode.WRONG, mistake, origin, "", "write " + origin + "=" + BindingUrls.example(option));
    }
}
