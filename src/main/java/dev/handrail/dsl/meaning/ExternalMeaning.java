package dev.handrail.dsl.meaning;

import dev.handrail.backup.External;
import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Process;
import dev.handrail.text.Text;
import java.util.List;
import java.util.Set;

/** {@code backup { external { … } }}: another tool's backup. */
final class ExternalMeaning {
    private static final Set<String> BESIDE = Set.of("external", "to", "on");

    private ExternalMeaning() {}

    static Action of(Call backup, Call external, Scope scope, Text to) {
        Reading reading = scope.reading();
        for (Call said : backup.said()) {
            if (!BESIDE.contains(said.word())) {
                reading.mistake(
                        Code.WRONG_PLACE,
                        "'" + said.word() + "' says nothing of a backup that another tool makes",
                        said.site().word(),
                        "take it out; only 'to' stands beside 'external', for the manifest");
            }
        }
        if (dev.handrail.runbook.Bucket.meant(to.show())) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "the manifest of a backup that another tool makes lies in a folder",
                    backup.first("to").orElseThrow().site().argument(0),
                    "write a folder: to 'backups'");
        }
        List<Process> proves =
                external.first("proof").map(proof -> programs(proof, reading)).orElse(List.of());
        if (proves.isEmpty()) {
            new Options(reading, external)
                    .missing(
                            "'external' says nothing that proves the backup",
                            "add: proof { command 'program', 'argument' }");
            return nothing(scope, backup, to);
        }
        return new External(
                scope.database(backup.site().word()), scope.step(), to, programs(external, reading), proves);
    }

    /** Stands in where a mistake is told. */
    private static Action nothing(Scope scope, Call backup, Text to) {
        return new External(scope.database(backup.site().word()), scope.step(), to, List.of(), List.of());
    }

    private static List<Process> programs(Call block, Reading reading) {
        return block.said("command").stream()
                .map(command -> {
                    Options options = new Options(reading, command);
                    return new Process(
                            CommandMeaning.argv(reading, command),
                            CommandMeaning.environment(options),
                            CommandMeaning.directory(options),
                            null,
                            0,
                            null);
                })
                .toList();
    }
}
