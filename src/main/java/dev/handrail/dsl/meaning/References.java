package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import dev.handrail.runbook.TargetKind;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names of other steps: that they are there, come earlier, and captured or backed up what is wanted of them. */
final class References {
    private final Reading reading;
    private final List<String> order = new ArrayList<>();
    private final Map<String, Set<String>> captures = new HashMap<>();
    private final Set<String> backups = new TreeSet<>();
    private final Set<String> encrypted = new TreeSet<>();

    References(Reading reading) {
        this.reading = reading;
    }

    /** One more step, in the order of the file. */
    void step(String id, Call step) {
        order.add(id);
        Set<String> names = captures.computeIfAbsent(id, i -> new TreeSet<>());
        for (Call action : ActionMeaning.in(step)) {
            for (Call said : action.said()) {
                if (said.word().equals("capture") || said.word().equals("captureSecret")) {
                    names.add(String.valueOf(said.argument(0)));
                }
            }
            if (action.word().equals("backup")) {
                backups.add(id);
                action.first("encrypt").ifPresent(e -> encrypted.add(id));
            }
        }
    }

    /** Judges what one step refers to, once every step is known. */
    void judge(String id, Call step) {
        for (Call said : step.said()) {
            boolean afterwards = !ActionMeaning.acts(said.word())
                    && !said.word().equals("require")
                    && !said.word().equals("when");
            walk(said, id, afterwards);
        }
    }

    private void walk(Call call, String id, boolean afterwards) {
        call.arguments().forEach(a -> value(a, id, afterwards));
        call.named().values().forEach(a -> value(a, id, afterwards));
        if (call.word().equals("restore")) {
            call.first("from").ifPresent(from -> restoreFrom(from, call));
        }
        if (call.word().equals("took")) {
            known(Args.plain(reading, call, 0), call.site().argument(0));
        }
        call.said().forEach(c -> walk(c, id, afterwards));
    }

    private void value(@Nullable Object value, String id, boolean afterwards) {
        if (value instanceof Template template) {
            for (Object piece : template.pieces()) {
                if (piece instanceof Template.Later later) {
                    late(later, id, afterwards);
                }
            }
        } else if (value instanceof List<?> list) {
            list.forEach(v -> value(v, id, afterwards));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(v -> value(v, id, afterwards));
        } else if (value instanceof Call call) {
            walk(call, id, afterwards);
        }
    }

    private void late(Template.Later later, String id, boolean afterwards) {
        if (later.part() instanceof Text.Captured captured) {
            result(captured, later.at(), id, afterwards);
        } else if (later.part() instanceof Text.Address address) {
            List<String> known = reading.declared().names(TargetKind.DATABASE);
            if (!known.contains(address.database())) {
                reading.reporter()
                        .unknown(
                                Code.UNKNOWN_TARGET,
                                "the runbook declares no database '" + address.database() + "'",
                                later.at(),
                                address.database(),
                                known,
                                "name a declared database");
            }
        }
    }

    private void result(Text.Captured captured, Span at, String id, boolean afterwards) {
        if (!known(captured.step(), at)) {
            return;
        }
        Set<String> names = captures.getOrDefault(captured.step(), Set.of());
        if (!names.contains(captured.name())) {
            reading.reporter()
                    .unknown(
                            Code.UNKNOWN_RESULT,
                            "step '" + captured.step() + "' captures no '" + captured.name() + "'",
                            at,
                            captured.name(),
                            names,
                            "add to its http or command: capture '" + captured.name() + "' …");
            return;
        }
        int there = order.indexOf(captured.step());
        int here = order.indexOf(id);
        if (there > here || there == here && !afterwards) {
            reading.mistake(
                    Code.TOO_EARLY,
                    "'" + captured.name() + "' is captured by '" + captured.step() + "', which comes later",
                    at,
                    "use it in a later step, or move that step before this one");
        }
    }

    private boolean known(String step, Span at) {
        if (captures.containsKey(step)) {
            return true;
        }
        reading.reporter()
                .unknown(Code.UNKNOWN_STEP, "there is no step '" + step + "'", at, step, order, "write section/step");
        return false;
    }

    private void restoreFrom(Call from, Call restore) {
        if (!(from.argument(0) instanceof String place)
                || !place.matches("[\\w.-]+/[\\w.-]+")
                || place.startsWith(".")) {
            return; // a folder, or a result
        }
        Span at = from.site().argument(0);
        if (!captures.containsKey(place)) {
            reading.reporter()
                    .unknown(
                            Code.UNKNOWN_STEP,
                            "there is no step '" + place + "' that takes a backup",
                            at,
                            place,
                            backups,
                            "name a step of this run, or a folder: from './" + place + "'");
        } else if (!backups.contains(place)) {
            reading.reporter()
                    .add(
                            Code.UNKNOWN_STEP,
                            "step '" + place + "' takes no backup",
                            at,
                            "name a step with backup { … }",
                            List.copyOf(backups),
                            null);
        } else if (encrypted.contains(place) && restore.first("identity").isEmpty()) {
            reading.mistake(
                    Code.MISSING,
                    "the backup of step '" + place + "' is encrypted, and this restore says nothing that opens it",
                    restore.site().word(),
                    "add: identity secret('backup-key')");
        }
    }
}
