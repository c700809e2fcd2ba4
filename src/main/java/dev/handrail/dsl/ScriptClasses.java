package dev.handrail.dsl;

import java.util.Map;

/** The classes of one compiled file, from memory. */
final class ScriptClasses extends ClassLoader {
    static {
        LateMetaClasses.install();
    }

    private final Map<String, byte[]> classes;

    ScriptClasses(String name, Map<String, byte[]> classes) {
        super(name, ScriptClasses.class.getClassLoader());
        this.classes = classes;
    }

    /** Its own first: asked before, the class path would be searched for each of them. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!classes.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
