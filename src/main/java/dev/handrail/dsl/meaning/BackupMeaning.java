package dev.handrail.dsl.meaning;

import dev.handrail.backup.BackupAction;
import dev.handrail.backup.Keep;
import dev.handrail.backup.RestoreAction;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Dump.Proof;
import dev.handrail.runbook.Dump.Proving;
import dev.handrail.runbook.Dump.Selection;
import dev.handrail.runbook.TargetKind;
import dev.handrail.text.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
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
        return options.one("to")
                .map(to -> {
                    Text folder = Args.open(options.reading(), to, 0);
                    if (folder.show().matches("[a-z0-9]+://.*")) {
                        options.reading()
                                .mistake(
                                        Code.NOT_YET,
                                        "backups to " + folder.show().replaceAll("://.*", "://")
                                                + " are not available yet",
                                        to.site().argument(0),
                                        "write a folder: to 'backups'");
                    }
                    return folder;
                })
                .orElse(Text.of(FOLDER));
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
                .map(f -> Args.open(scope.reading(), f, 0))
                .orElse(Text.of("?"));
        return new RestoreAction(scope.database(call.site().word()), from, options.plain("into"), options.flag("over"));
    }
}
