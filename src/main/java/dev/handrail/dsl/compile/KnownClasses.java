package dev.handrail.dsl.compile;

import dev.handrail.dsl.words.RunbookScript;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.control.ClassNodeResolver;
import org.codehaus.groovy.control.CompilationUnit;
import org.jspecify.annotations.Nullable;

/** Finds the JDK's, Groovy's and our own classes by name, and nothing else that may lie on the class path. */
final class KnownClasses extends ClassNodeResolver {
    private static final Set<String> PACKAGES = Set.of(
            "java.lang",
            "java.math",
            "java.util",
            "java.util.regex",
            "java.time",
            "java.time.format",
            "java.time.temporal",
            "java.io",
            "java.net",
            "groovy.lang",
            "groovy.util",
            RunbookScript.class.getPackageName());

    @Override
    public @Nullable LookupResult findClassNode(String name, CompilationUnit unit) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !PACKAGES.contains(name.substring(0, dot))) {
            return null;
        }
        try {
            Class<?> type = Class.forName(name, false, KnownClasses.class.getClassLoader());
            return new LookupResult(null, ClassHelper.make(type));
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
