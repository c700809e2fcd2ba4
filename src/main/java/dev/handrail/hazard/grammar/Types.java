package dev.handrail.hazard.grammar;

import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.TypeName;
import dev.handrail.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the name of a type. */
public final class Types {
    private Types() {}

    public static TypeName of(String written) {
        return Objects.requireNonNullElse(read(new Cursor(written)), new TypeName("", List.of(), false));
    }

    /** The type that comes next; null where none does. */
    public static @Nullable TypeName read(Cursor cursor) {
        cursor.take("setof");
        String name = words(cursor);
        if (name == null) {
            return null;
        }
        List<Integer> mods = mods(cursor);
        if (name.equals("timestamp") || name.equals("time")) {
            name += cursor.take("with", "time", "zone")
                    ? " with time zone"
                    : cursor.take("without", "time", "zone") ? " without time zone" : "";
        }
        if (name.equals("interval")) {
            cursor.any("year", "month", "day", "hour", "minute", "second");
            if (cursor.take("to")) {
                cursor.any("month", "day", "hour", "minute", "second");
            }
            mods = mods.isEmpty() ? mods(cursor) : mods;
        }
        return new TypeName(name, mods, array(cursor));
    }

    private static @Nullable String words(Cursor cursor) {
        boolean national = cursor.take("national");
        if (cursor.take("double", "precision")) {
            return "double precision";
        }
        for (String word : List.of("character", "char", "bit", "nchar")) {
            if (cursor.take(word)) {
                return cursor.take("varying") ? (word.equals("bit") ? "bit varying" : "character varying") : word;
            }
        }
        Name name = national ? null : cursor.name();
        return name == null ? null : name.name();
    }

    private static List<Integer> mods(Cursor cursor) {
        List<Integer> mods = new ArrayList<>();
        if (!cursor.at("(")) {
            return mods;
        }
        for (Cursor part : cursor.inside().parts()) {
            Token token = part.next();
            if (token != null
                    && token.kind() == Token.Kind.NUMBER
                    && token.text().matches("\\d{1,9}")) {
                mods.add(Integer.valueOf(token.text()));
            }
        }
        return mods;
    }

    private static boolean array(Cursor cursor) {
        boolean array = cursor.take("array");
        while (cursor.take("[")) {
            array = true;
            cursor.until("]");
            cursor.take("]");
        }
        return array;
    }
}
