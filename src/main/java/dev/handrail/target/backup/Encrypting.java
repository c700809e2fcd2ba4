package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Encryption;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Progress;
import dev.handrail.seal.Answer;
import dev.handrail.seal.Sealing;
import dev.handrail.seal.Work;
import dev.handrail.seal.Worker;
import dev.handrail.target.host.AgeProgram;
import dev.handrail.text.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Encrypts a proven dump where it lies: each file is proven, and what is not encrypted removed, before it has a name. */
final class Encrypting {
    private final Encryption encryption;
    private final @Nullable Secret identity;
    private final Execution execution;
    private final @Nullable AgeProgram age;
    private final Map<String, Answer.Done> done = new TreeMap<>();
    private @Nullable Problem problem;
    private long read;

    /** @param age null: handrail encrypts by itself */
    Encrypting(Encryption encryption, @Nullable AgeProgram age, Execution execution) {
        this.age = age;
        this.encryption = encryption;
        this.identity =
                encryption.identity() == null ? null : Named.identity(encryption.identity(), execution.values());
        this.execution = execution;
    }

    /**
     * Tries it on a few bytes, here: a key that does not open what is encrypted to these recipients is known before the
     * dump.
     *
     * @param folder where a file may be written
     * @throws Problem where the secret is no identity, or opens nothing of it
     */
    void tryOn(Path folder) {
        Path plain = folder.resolve("try");
        Path sealed = folder.resolve("try" + Sealing.SUFFIX);
        try {
            Files.writeString(plain, "handrail");
            Work work = new Work(encryption.to(), identity, Map.of(plain.toString(), sealed.toString()));
            if (age == null) {
                Worker.perform(work, this::take);
            } else {
                new AgeWorkshop(age, execution).tryOut(work, this::take);
            }
            refuse();
            Files.delete(plain);
            Files.delete(sealed);
        } catch (IOException e) {
            throw Folders.failed("can't be encrypted", plain, e);
        }
        done.clear();
        read = 0;
    }

    /** How what is encrypted is proven, for the manifest. */
    Manifest.Encrypted proof() {
        return new Manifest.Encrypted(encryption.to(), identity == null ? "read back" : "decrypted");
    }

    /**
     * Encrypts every file of a folder.
     *
     * @param proven what was proven of them
     * @return what lies there now
     */
    Fingerprint all(Path folder, Fingerprint proven) {
        Map<String, String> files = new LinkedHashMap<>();
        proven.files()
                .keySet()
                .forEach(name -> files.put(
                        folder.resolve(name).toString(),
                        folder.resolve(name + Sealing.SUFFIX).toString()));
        long total = 2 * proven.bytes();
        perform(new Work(encryption.to(), identity, files), answer -> {
            take(answer);
            execution.progress(new Progress(read, total, "bytes", "encrypting"));
        });
        refuse();
        Map<String, Fingerprint.Entry> sealed = new TreeMap<>();
        proven.files().forEach((name, entry) -> sealed.put(name + Sealing.SUFFIX, proven(folder.resolve(name), entry)));
        return new Fingerprint(sealed);
    }

    private void perform(Work work, Consumer<Answer> answers) {
        if (age == null) {
            new Workshop(execution).perform(work, answers);
        } else {
            new AgeWorkshop(age, execution).perform(work, answers);
        }
    }

    /** By what it is encrypted, for the journal. */
    String by() {
        return age == null ? "handrail" : age.path() + ", " + age.version();
    }

    private synchronized void take(Answer answer) {
        if (answer instanceof Answer.Advance advance) {
            read += advance.bytes();
        } else if (answer instanceof Answer.Done file) {
            done.put(file.file(), file);
        } else if (answer instanceof Answer.Failed failed) {
            problem = failed.problem();
        }
    }

    private synchronized void refuse() {
        if (problem != null) {
            throw problem;
        }
    }

    private Fingerprint.Entry proven(Path plain, Fingerprint.Entry proven) {
        Answer.Done file = done.get(plain.toString());
        if (file == null) {
            throw new Problem(
                    ExitCode.FAILED, "a file was not encrypted", plain.toString(), "", "resume: the dump is made anew");
        }
        String encrypted = file.sealed().plain();
        if (encrypted != null) {
            mustBe(proven.digest(), encrypted, plain, "the dump changed while it was encrypted");
        }
        mustBe(
                identity == null ? file.sealed().digest() : proven.digest(),
                file.proven(),
                plain,
                "what was encrypted is not what is read again");
        try {
            Files.delete(plain);
        } catch (IOException e) {
            throw Folders.failed("can't be removed", plain, e);
        }
        return new Fingerprint.Entry(file.sealed().digest(), file.sealed().bytes());
    }

    private static void mustBe(String expected, String found, Path file, String what) {
        if (!expected.equals(found)) {
            throw EffectFailure.failed(
                    what,
                    file.toString(),
                    "SHA-256 " + found + " instead of " + expected,
                    "see who writes into the folder and whether the disk is sound, then resume");
        }
    }
}
