import groovyjarjarasm.asm.ClassReader;
import groovyjarjarasm.asm.ClassVisitor;
import groovyjarjarasm.asm.ClassWriter;
import groovyjarjarasm.asm.Opcodes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Called by the build with a library's jar: its classes of Java 5 and before, which the JVM takes into no archive of
 * loaded classes, become classes of Java 8 with the same instructions. Each is then loaded and verified by this JVM; one
 * that is refused fails the build. A jar without such classes stays as it is.
 */
public class Archivable {
    private static final int JAVA_6 = 50;

    public static void main(String[] jars) throws Exception {
        for (String jar : jars) {
            raise(Path.of(jar));
        }
    }

    private static void raise(Path jar) throws Exception {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        List<String> raised;
        try (URLClassLoader library = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            raised = written(jar, fresh, library);
        }
        if (raised.isEmpty()) {
            Files.delete(fresh);
            return;
        }
        try (URLClassLoader library = new URLClassLoader(new URL[] {fresh.toUri().toURL()})) {
            for (String name : raised) {
                Class.forName(name.substring(0, name.length() - ".class".length()).replace('/', '.'), true, library);
            }
        }
        // Moved, not written over: a handrail that runs has the old one open.
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> written(Path jar, Path fresh, ClassLoader library) throws IOException {
        List<String> raised = new ArrayList<>();
        try (JarFile from = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(fresh);
                JarOutputStream to = new JarOutputStream(file, changed(from.getManifest()))) {
            for (JarEntry entry : Collections.list(from.entries())) {
                String name = entry.getName();
                if (name.equals(JarFile.MANIFEST_NAME)) {
                    continue;
                }
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                if (name.endsWith(".class") && bytes[7] < JAVA_6) {
                    bytes = raised(bytes, library);
                    raised.add(name);
                }
                JarEntry same = new JarEntry(name);
                same.setTime(entry.getTime());
                to.putNextEntry(same);
                to.write(bytes);
                to.closeEntry();
            }
        }
        return raised;
    }

    /** A library that was changed says so. */
    private static Manifest changed(Manifest manifest) {
        manifest.getMainAttributes()
                .put(new Attributes.Name("Changed-By-Handrail"), "class files of Java 5 were raised to Java 8");
        return manifest;
    }

    /** The same instructions; what newer class files say of the stack at each jump is worked out. */
    private static byte[] raised(byte[] old, ClassLoader library) {
        ClassWriter fresh = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return library;
            }
        };
        new ClassReader(old).accept(new Version(fresh), 0);
        return fresh.toByteArray();
    }

    private static final class Version extends ClassVisitor {
        private Version(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(int version, int access, String name, String generic, String parent, String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, generic, parent, interfaces);
        }
    }
}
