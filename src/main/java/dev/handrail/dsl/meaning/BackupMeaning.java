package dev.handrail.dsl.meaning;

import dev.handrail.backup.BackupAction;
import dev.handrail.backup.Keep;
import dev.handrail.backup.RestoreAction;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Dump.Proof;
import dev.handrail.text.Text;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The actions {@code backup} and {@code restore}. */
final class BackupMeaning {
    /** The folder for backups where nothing is said. */
    static final String FOLDER = "backups";

    private BackupMeaning() {}

    static Action backup(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        return new BackupAction(
                scope.database(call.site().word()),
                scope.step(),
                folder(options),
                options.whole("jobs", 2, 1, 64),
                options.whole("compress", 1, 0, 9),
                Proof.valueOf(options.plain("verify", "read").toUpperCase(Locale.ROOT)),
                options.all("tables"),
                options.all("exclude"),
                options.flag("schemaOnly"),
                keep(options));
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
