package dev.handrail.dsl.meaning;

import dev.handrail.backup.BackupAction;
import dev.handrail.backup.Keep;
import dev.handrail.backup.RestoreAction;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Dump.Proof;
import dev.handrail.runbook.Dump.Proving;
import dev.handrail.runbook.Dump.Selection;
import dev.handrail.runbook.Encryption;
import dev.handrail.runbook.TargetKind;
import dev.handrail.seal.Recipient;
import dev.handrail.text.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The actions {@code backup} and {@code restore}. */
final class BackupMeaning {
    /** The folder for backups where nothing is said. */
    static final String FOLDER = "backups";

    private static final Pattern METHOD = Pattern.compile("none|gzip(:[1-9])?|zstd(:\\d{1,2})?|lz4(:\\d{1,2})?");

    private BackupMeaning() {}

    static Action backup(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        Optional<Call> external = options.one("external");
        if (external.isPresent()) {
            return ExternalMeaning.of(call, external.get(), scope, folder(options));
        }
        return new BackupAction(
                scope.database(call.site().word()),
                scope.step(),
                folder(options),
                options.whole("jobs", 2, 1, 64),
                compress(options),
                new Selection(
                        options.all("tables"),
                        options.all("exclude"),
                        options.flag("schemaOnly"),
                        options.flag("globals")),
                proving(options),
                encryption(options),
                keep(options));
    }

    private static String compress(Options options) {
        return options.one("compress")
                .map(c -> c.argument(0) instanceof BigDecimal
                        ? String.valueOf(Args.whole(options.reading(), c, 0, 0, 9))
                        : method(options, c))
                .orElse("1");
    }

    /** In the one form that every pg_dump takes, where there is one: a gzip level alone. */
    private static String method(Options options, Call compress) {
        String written = Args.plain(options.reading(), compress, 0);
        if (!METHOD.matcher(written).matches()) {
            options.reading()
                    .mistake(
                            Code.BAD_VALUE,
                            "'" + written + "' is no compression",
                            compress.site().argument(0),
                            "write a gzip level from 0 to 9, or 'zstd', 'zstd:3', 'lz4', 'none'");
        }
        return written.equals("none") ? "0" : written.equals("gzip") ? "6" : written.replace("gzip:", "");
    }

    private static Proving proving(Options options) {
        Proof proof = Proof.valueOf(options.plain("verify", "read").toUpperCase(Locale.ROOT));
        for (String word : List.of("compare", "scratchOn")) {
            options.one(word)
                    .filter(said -> proof == Proof.READ)
                    .ifPresent(said -> options.reading()
                            .mistake(
                                    Code.MISSING,
                                    "'" + word + "' needs a dump that is restored",
                                    said.site().word(),
                                    "add: verify restored"));
        }
        return new Proving(proof, options.flag("compare"), scratchOn(options));
    }

    private static @Nullable String scratchOn(Options options) {
        String name = options.plain("scratchOn");
        List<String> known = options.reading().declared().names(TargetKind.DATABASE);
        if (name != null && !known.contains(name)) {
            options.reading()
                    .reporter()
                    .unknown(
                            Code.UNKNOWN_TARGET,
                            "the runbook declares no database '" + name + "'",
                            options.one("scratchOn").orElseThrow().site().argument(0),
                            name,
                            known,
                            "declare it in the runbook: database '" + name + "'");
        }
        return name;
    }

    private static Text folder(Options options) {
        return options.one("to").map(to -> place(options.reading(), to)).orElse(Text.of(FOLDER));
    }

    private static Text place(Reading reading, Call said) {
        Text place = Args.open(reading, said, 0);
        String written = place.show();
        if (Bucket.meant(written) && place.awaited().isEmpty()) {
            try {
                Bucket.of(written);
            } catch (IllegalArgumentException e) {
                reading.mistake(
                        Code.BAD_VALUE,
                        "'" + written + "' is no place in S3: " + e.getMessage(),
                        said.site().argument(0),
                        "write: " + said.word() + " 's3://bucket/prefix'");
            }
        } else if (written.matches("[a-z0-9]+://.*") && !Bucket.meant(written)) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "backups lie in a folder or in S3, and this is neither",
                    said.site().argument(0),
                    "write a folder or s3://bucket/prefix: " + said.word() + " 'backups'");
        }
        return place;
    }

    private static @Nullable Encryption encryption(Options options) {
        List<String> recipients = new ArrayList<>();
        for (Call encrypt : options.call().said("encrypt")) {
            for (int i = 0; i < encrypt.arguments().size(); i++) {
                recipients.add(recipient(options.reading(), encrypt, i));
            }
        }
        Text identity = identity(options);
        if (recipients.isEmpty()) {
            options.one("identity")
                    .ifPresent(said -> options.reading()
                            .mistake(
                                    Code.MISSING,
                                    "'identity' opens what is encrypted, and nothing is",
                                    said.site().word(),
                                    "add: encrypt 'age1…', or take it out"));
            return null;
        }
        return new Encryption(recipients, identity);
    }

    private static String recipient(Reading reading, Call encrypt, int index) {
        String written = Args.plain(reading, encrypt, index);
        if (written.isEmpty() && !(encrypt.argument(index) instanceof String)) {
            return written; // a secret or a result, which is told already; or nothing
        }
        try {
            return new Recipient(written).text();
        } catch (IllegalArgumentException e) {
            boolean secret = written.startsWith("AGE-SECRET-KEY");
            reading.mistake(
                    Code.BAD_VALUE,
                    (secret ? "a secret key" : "'" + written + "'") + " is no age recipient: " + e.getMessage(),
                    encrypt.site().argument(index),
                    "write the public key that age-keygen shows: encrypt 'age1…'");
            return written;
        }
    }

    /** A secret alone: nothing else can open anything. */
    private static @Nullable Text identity(Options options) {
        return options.one("identity")
                .map(said -> {
                    Text identity = Args.any(options.reading(), said, 0);
                    if (identity.parts().size() != 1 || !(identity.parts().get(0) instanceof Text.Hidden)) {
                        options.reading()
                                .mistake(
                                        Code.BAD_VALUE,
                                        "'identity' takes a secret: a key belongs into no file of the project",
                                        said.site().argument(0),
                                        "write: identity secret('backup-key')");
                    }
                    return identity;
                })
                .orElse(null);
    }

    private static @Nullable Keep keep(Options options) {
        return options.one("keep")
                .map(k -> k.argument(0) instanceof BigDecimal
                        ? new Keep(null, Args.whole(options.reading(), k, 0, 1, 10_000))
                        : new Keep(Args.duration(options.reading(), k, 0), null))
                .orElse(null);
    }

    static Action restore(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        Text from = options.needed("from", "from 'section/step'")
                .map(f -> place(scope.reading(), f))
                .orElse(Text.of("?"));
        return new RestoreAction(
                scope.database(call.site().word()),
                from,
                options.plain("into"),
                options.flag("over"),
                identity(options));
    }
}
