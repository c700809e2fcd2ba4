package dev.handrail.dsl.compile;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.StringGroovyMethods;

/** Groovy's own additions to the JDK's types: those to text, numbers and collections pass, those to every object don't. */
final class Extensions {
    private static final Set<String> HOMES = Set.of(
            DefaultGroovyMethods.class.getName(),
            StringGroovyMethods.class.getName(),
            "org.codehaus.groovy.runtime.ArrayGroovyMethods",
            "org.codehaus.groovy.vmplugin.v8.PluginDefaultGroovyMethods",
            "org.codehaus.groovy.vmplugin.v9.PluginDefaultGroovyMethods",
            "org.codehaus.groovy.vmplugin.v10.PluginDefaultGroovyMethods",
            "org.codehaus.groovy.vmplugin.v16.PluginDefaultGroovyMethods",
            "org.apache.groovy.datetime.extensions.DateTimeExtensions",
            "org.apache.groovy.datetime.extensions.DateTimeStaticExtensions");
    private static final Set<Class<?>> VALUES = Set.of(
            Number.class,
            CharSequence.class,
            Character.class,
            Boolean.class,
            Iterable.class,
            Collection.class,
            Iterator.class,
            Map.class,
            Map.Entry.class,
            Pattern.class,
            Matcher.class,
            Comparable.class);
    /** Draws lots, makes other kinds of object, or acts. */
    private static final Set<String> NEVER = Set.of(
            "execute",
            "asType",
            "toURL",
            "toURI",
            "shuffle",
            "shuffled",
            "print",
            "println",
            "printf",
            "use",
            "sleep",
            "with",
            "tap",
            "dump",
            "inspect",
            "metaClass",
            "getMetaClass",
            "setMetaClass",
            "invokeMethod",
            "eachFile",
            "asWritable",
            "getProperties");

    private Extensions() {}

    static boolean harmless(String home, MethodNode method) {
        if (!HOMES.contains(home) || NEVER.contains(method.getName()) || method.getParameters().length == 0) {
            return false;
        }
        ClassNode self = method.getParameters()[0].getType();
        return self.isArray()
                || ClassHelper.isPrimitiveType(self)
                || isValue(self)
                || self.getName().startsWith("java.time.");
    }

    /** True for the JDK's numbers, texts and collections. */
    static boolean isValue(ClassNode type) {
        if (type.isArray() || ClassHelper.isPrimitiveType(type)) {
            return true;
        }
        if (!type.isResolved()) {
            return false;
        }
        Class<?> known = type.getTypeClass();
        boolean jdk = known.getName().startsWith("java.") || known.getName().startsWith("groovy.lang.");
        return jdk
                && VALUES.stream().anyMatch(v -> v.isAssignableFrom(known))
                && !known.getName().startsWith("java.io.")
                && !known.getName().startsWith("java.nio.")
                && !known.getName().startsWith("java.net.");
    }
}
