package dev.handrail.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events to plain maps and back, by their record components: what a journal's line holds beside its envelope. */
public final class Codec {
    private static final Map<String, Shape> SHAPES = shapes();

    private static final Map<Class<?>, Shape> BY_CLASS = new HashMap<>();

    static {
        SHAPES.values().forEach(shape -> BY_CLASS.put(shape.type(), shape));
    }

    private record Shape(String name, Class<?> type, RecordComponent[] components, Constructor<?> constructor) {}

    private Codec() {}

    private static Map<String, Shape> shapes() {
        Map<String, Shape> all = new LinkedHashMap<>();
        for (Class<?> type : Event.class.getPermittedSubclasses()) {
            RecordComponent[] components = type.getRecordComponents();
            String name = typeOf(type);
            all.put(name, new Shape(name, type, components, canonical(type, components)));
        }
        return all;
    }

    private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
        try {
            return type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code StepPlanned} is {@code step.planned}. */
    static String typeOf(Class<?> event) {
        return event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", ".").toLowerCase(Locale.ROOT);
    }

    public static Map<String, Object> fields(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Shape shape = java.util.Objects.requireNonNull(BY_CLASS.get(event.getClass()));
        fields.put("type", shape.name());
        for (RecordComponent component : shape.components()) {
            try {
                Object value = component.getAccessor().invoke(event);
                if (value != null) {
                    fields.put(component.getName(), value);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return fields;
    }

    /** The event in {@code fields}; empty for a type that a newer version wrote. */
    public static Optional<Event> event(Map<?, ?> fields) {
        String type = String.valueOf(fields.get("type"));
        Shape shape = SHAPES.get(type);
        if (shape == null) {
            return Optional.empty();
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        for (RecordComponent component : shape.components()) {
            arguments.add(fitted(component.getType(), fields.get(component.getName())));
        }
        try {
            return Optional.of((Event) shape.constructor().newInstance(arguments.toArray()));
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object fitted(Class<?> type, @Nullable Object value) {
        if (type == int.class) {
            return value instanceof Number number ? number.intValue() : 0;
        }
        if (type == long.class) {
            return value instanceof Number number ? number.longValue() : 0L;
        }
        if (type == double.class) {
            return value instanceof Number number ? number.doubleValue() : 0.0;
        }
        if (type == boolean.class) {
            return Boolean.TRUE.equals(value);
        }
        return value;
    }
}
