package dev.handrail.dsl;

import dev.handrail.dsl.compile.Compiled;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.tape.Tape;
import dev.handrail.dsl.words.Block;
import dev.handrail.dsl.words.Inputs;
import dev.handrail.dsl.words.Lexicon;
import dev.handrail.dsl.words.Recording;
import dev.handrail.dsl.words.RunbookScript;
import java.util.Map;

/** Lets a compiled script say its words, once, and takes them down. */
final class Declaring {
    private final Reporter reporter;
    private final Patience patience;

    Declaring(Reporter reporter, Patience patience) {
        this.reporter = reporter;
        this.patience = patience;
    }

    Tape tape(Compiled compiled, Map<String, String> given, boolean standIn) {
        ScriptClasses classes = new ScriptClasses(compiled.classes());
        Inputs inputs = new Inputs(given, standIn, reporter);
        Recording recording = new Recording(classes, compiled.map(), reporter, inputs);
        Block file = new Block(Lexicon.FILE, recording);
        Throwable failure = patience.over(() -> {
            RunbookScript script = script(classes, compiled.main());
            script.speakInto(file);
            recording.within(file, script::run);
            inputs.refuseUnknown();
        });
        if (failure != null) {
            failed(recording, failure instanceof ExceptionInInitializerError in ? in.getCause() : failure);
            reporter.stopIfAny(); // what was not said any more is no further mistake
        }
        return new Tape(file.said());
    }

    private static RunbookScript script(ScriptClasses classes, String main) {
        try {
            return (RunbookScript)
                    classes.loadClass(main).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a compiled script that can't be loaded", e);
        }
    }

    private void failed(Recording recording, Throwable failure) {
        if (failure instanceof LinkageError) {
            throw new IllegalStateException("a compiled script that can't be loaded", failure);
        }
        reporter.add(
                Code.FAILED,
                "this failed while the runbook was read: " + why(failure),
                recording.where(failure),
                "correct the value or the computation");
    }

    private static String why(Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return "it calls itself without end";
        }
        if (failure instanceof OutOfMemoryError) {
            return "it needs more memory than there is";
        }
        if (failure instanceof NullPointerException) {
            return "a value is null here";
        }
        if (failure instanceof ClassCastException) {
            return "a value has another type than the one asked for";
        }
        return String.valueOf(failure.getMessage());
    }

    /** The script's own classes, from memory. */
    private static final class ScriptClasses extends ClassLoader {
        private final Map<String, byte[]> classes;

        ScriptClasses(Map<String, byte[]> classes) {
            super("runbook", Declaring.class.getClassLoader());
            this.classes = classes;
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
}
