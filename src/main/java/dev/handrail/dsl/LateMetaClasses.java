package dev.handrail.dsl;

import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import groovy.lang.MetaClassRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * What Groovy wants to know of a class for calls that are bound while it runs. It asks when the first object of a class
 * is made, and a closure is a class: a third of a first load went into answers that nobody used, because our scripts'
 * calls are bound when they are compiled. For their classes it is found out at the first call that does want it.
 */
final class LateMetaClasses extends MetaClassRegistry.MetaClassCreationHandle {
    private LateMetaClasses() {}

    /** Every class but a script's is looked at as ever. */
    static void install() {
        LateMetaClasses ours = new LateMetaClasses();
        GroovySystem.getMetaClassRegistry().setMetaClassCreationHandle(ours);
        // Behind the registry, which sets it: for each class the class path is searched for one that nobody has.
        ours.setDisableCustomMetaClassLookup(true);
    }

    @Override
    protected MetaClass createNormalMetaClass(Class type, MetaClassRegistry registry) {
        MetaClass usual = super.createNormalMetaClass(type, registry);
        return type.getClassLoader() instanceof ScriptClasses ? late(usual) : usual;
    }

    private static MetaClass late(MetaClass usual) {
        return (MetaClass) Proxy.newProxyInstance(
                LateMetaClasses.class.getClassLoader(), new Class<?>[] {MetaClass.class}, new Late(usual));
    }

    private record Late(MetaClass usual) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("initialize")) {
                return null;
            }
            usual.initialize(); // once: it knows when it is done
            try {
                return method.invoke(usual, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
