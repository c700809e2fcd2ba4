package dev.handrail.dsl.words;

import groovy.lang.Closure;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Steps that were declared once, to be used with values of their own. */
record Family(String id, Closure<?> body, Recording recording) {
    /** What it wants to be given, by name and type as its author wrote them. */
    List<Parameter> parameters() {
        Method most = Arrays.stream(body.getClass().getMethods())
                .filter(m -> m.getName().equals("doCall") && !m.isBridge())
                .max(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow();
        return Arrays.stream(most.getParameters())
                .filter(p -> ParameterType.of(p.getType().getName()).isPresent())
                .toList();
    }

    List<String> names() {
        return parameters().stream().map(Parameter::getName).toList();
    }

    /** As its author wrote it: {@code String tableName, int months}. */
    List<String> shown() {
        return parameters().stream()
                .map(p -> p.getType().getSimpleName() + " " + p.getName())
                .toList();
    }
}
