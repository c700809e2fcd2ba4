package dev.handrail.dsl.meaning;

import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The targets and other names that a runbook declares, known before any of its steps is looked at. */
record Declared(List<TargetRef> targets, List<String> backupFolders, Set<Text.Captured> secrets) {
    private static final Map<String, TargetKind> WORDS = Map.of(
            "database", TargetKind.DATABASE,
            "cache", TargetKind.CACHE,
            "service", TargetKind.SERVICE,
            "metrics", TargetKind.METRICS);

    static Declared in(Call runbook) {
        List<TargetRef> targets = new ArrayList<>();
        for (Call call : runbook.said()) {
            TargetKind kind = WORDS.get(call.word());
            if (kind != null) {
                targets.add(new TargetRef(kind, String.valueOf(call.argument(0))));
            }
        }
        Set<String> folders = new LinkedHashSet<>();
        folders(runbook, folders);
        return new Declared(targets, List.copyOf(folders), secrets(runbook));
    }

    private static void folders(Call call, Set<String> folders) {
        if (call.word().equals("backup") && call.block() != null) {
            String to = call.first("to").map(t -> String.valueOf(t.argument(0))).orElse(BackupMeaning.FOLDER);
            folders.add(to);
        }
        for (Call said : call.said()) {
            folders(said, folders);
        }
    }

    private static Set<Text.Captured> secrets(Call runbook) {
        Set<Text.Captured> secrets = new HashSet<>();
        for (Call section : runbook.said()) {
            for (Call step : section.said("step")) {
                String id = section.argument(0) + "/" + step.argument(0);
                step.said("http").stream()
                        .flatMap(h -> h.said("captureSecret").stream())
                        .forEach(c -> secrets.add(new Text.Captured(id, String.valueOf(c.argument(0)))));
            }
        }
        return secrets;
    }

    /** True for what must not be seen: a secret, an address, a result that is kept in memory only. */
    boolean hidden(Text.Part part) {
        return part instanceof Text.Hidden
                || part instanceof Text.Address
                || part instanceof Text.Captured c && secrets.contains(c);
    }

    List<String> names(TargetKind kind) {
        return targets.stream()
                .filter(t -> t.kind() == kind)
                .map(TargetRef::name)
                .toList();
    }

    List<String> kinds(String name) {
        return targets.stream()
                .filter(t -> t.name().equals(name))
                .map(t -> t.kind().word())
                .toList();
    }

    static boolean declares(String word) {
        return WORDS.containsKey(word);
    }
}
