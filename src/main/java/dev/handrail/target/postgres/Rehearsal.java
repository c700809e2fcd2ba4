package dev.handrail.target.postgres;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** A question of our own to a connection that knows nothing, so that a later start finds what it needs made ready. */
public final class Rehearsal {
    private Rehearsal() {}

    public static void ask() {
        Reader.rows(Jdbi.open(nothing(Connection.class)), "select :value", Map.of("value", "none"));
    }

    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                Rehearsal.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> answer(method)));
    }

    @org.jspecify.annotations.Nullable
    private static Object answer(Method method) {
        Class<?> wanted = method.getReturnType();
        if (wanted.isInterface()) {
            return nothing(wanted);
        } else if (wanted == boolean.class) {
            return false;
        }
        return wanted == int.class ? Integer.valueOf(0) : null;
    }
}
