package dev.handrail.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events to plain maps and back, by their record components: what a journal's line holds beside its envelope. */
public final class Codec {
    private static final Map<String, Shape> SHAPES = shapes();

    private record Shape(Class<?> type, RecordComponent[] components, Constructor<?> constructor) {}

    private Codec() {}

    private static Map<String, Shape> shapes() {
        Map<String, Shape> all = new LinkedHashMap<>();
        for (Class<?> type : Event.class.getPermittedSubclasses()) {
            RecordComponent[] components = type.getRecordComponents();
            all.put(typeOf(type), new Shape(type, components, canonical(type, components)));
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
        String type = typeOf(event.getClass());
        fields.put("type", type);
        for (RecordComponent component : shape(type).components()) {
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
        if (!SHAPES.containsKey(type)) {
            return Optional.empty();
        }
        Shape shape = shape(type);
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

    private static Shape shape(String type) {
        return java.util.Objects.requireNonNull(SHAPES.get(type));
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
