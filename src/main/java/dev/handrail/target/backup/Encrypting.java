package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Encryption;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Progress;
import dev.handrail.seal.Identity;
import dev.handrail.seal.Opening;
import dev.handrail.seal.Recipient;
import dev.handrail.seal.Sealed;
import dev.handrail.seal.Sealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Encrypts a proven dump where it lies: each file is proven, and what is not encrypted removed, before it has a name. */
final class Encrypting {
    private final Sealing sealing;
    private final List<String> recipients;
    private final @Nullable Opening opening;
    private final Execution execution;
    private final AtomicLong done = new AtomicLong();

    /** @throws Problem exit 2 where the secret given as identity is none */
    Encrypting(Encryption encryption, Execution execution) {
        this.recipients = encryption.recipients();
        this.sealing = new Sealing(recipients.stream().map(Recipient::new).toList());
        this.opening = encryption.identity() == null
                ? null
                : new Opening(Identity.of(Named.secret(encryption.identity(), execution.values())));
        this.execution = execution;
    }

    /**
     * Tries it on a few bytes: a key that does not open what is encrypted to these recipients is known before the dump.
     *
     * @param folder where a file may be written
     */
    void tryOn(Path folder) {
        Path plain = folder.resolve("try");
        Path sealed = folder.resolve("try" + Sealing.SUFFIX);
        try {
            Files.writeString(plain, "handrail");
            sealing.seal(plain, sealed, bytes -> {});
            if (opening != null) {
                opening.prove(sealed, bytes -> {});
            }
            Files.delete(plain);
            Files.delete(sealed);
        } catch (IOException e) {
            throw Folders.failed("can't be encrypted", plain, e);
        }
    }

    /** How what is encrypted is proven, for the manifest. */
    Manifest.Encrypted proof() {
        return new Manifest.Encrypted(recipients, opening == null ? "read back" : "decrypted");
    }

    /**
     * Encrypts every file of a folder.
     *
     * @param proven what was proven of them
     * @return what lies there now
     */
    Fingerprint all(Path folder, Fingerprint proven) {
        Map<String, Fingerprint.Entry> sealed = new ConcurrentSkipListMap<>();
        long total = proven.bytes() * 2;
        ForkJoinPool threads = new ForkJoinPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        try {
            threads.submit(() -> proven.files().entrySet().stream()
                            .sorted(Comparator.comparing(e -> -e.getValue().bytes()))
                            .toList()
                            .parallelStream()
                            .forEach(file -> sealed.put(
                                    file.getKey() + Sealing.SUFFIX,
                                    one(folder, file.getKey(), file.getValue(), total))))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : e;
        } finally {
            threads.shutdownNow();
        }
        return new Fingerprint(new TreeMap<>(sealed));
    }

    private Fingerprint.Entry one(Path folder, String name, Fingerprint.Entry proven, long total) {
        Path plain = folder.resolve(name);
        Path file = folder.resolve(name + Sealing.SUFFIX);
        LongConsumer advance = bytes -> {
            if (execution.cancelled()) {
                throw EffectFailure.cancelled(execution.cancelReason());
            }
            execution.progress(new Progress(done.addAndGet(bytes), total, "bytes", "encrypting"));
        };
        try {
            Sealed sealed = sealing.seal(plain, file, advance);
            mustBe(proven.digest(), sealed.plain(), plain, "the dump changed while it was encrypted");
            if (opening != null) {
                mustBe(sealed.plain(), opening.prove(file, advance), file, "another content was decrypted");
            } else {
                Hashing again = new Hashing(java.io.OutputStream.nullOutputStream());
                advance.accept(again.readOn(file));
                mustBe(sealed.digest(), again.end().digest(), file, "other bytes are read than were written");
            }
            Files.delete(plain);
            return new Fingerprint.Entry(sealed.digest(), sealed.bytes());
        } catch (IOException e) {
            throw Folders.failed("can't be encrypted", plain, e);
        }
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
