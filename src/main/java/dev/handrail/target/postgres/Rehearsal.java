package dev.handrail.target.postgres;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;

/** A question of our own to a connection that knows nothing, so that a later start finds what it needs made ready. */
public final class Rehearsal {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Rehearsal() {}

    /** Asks once, beside whoever is connecting: what JDBI makes ready takes as long as that does. */
    static void beside() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread thread = new Thread(Rehearsal::tried, "jdbi");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void tried() {
        try {
            ask();
        } catch (RuntimeException | LinkageError late) {
            // whoever asks a real question is told
        }
    }

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
