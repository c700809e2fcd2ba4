package dev.handrail.journal;

import dev.handrail.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of a journal that one session wrote alone, as long as they are few: for a report without reading it again. */
final class Written {
    private static final int MOST = 10_000;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Boolean> asRecorded = new ArrayList<>();
    private boolean all = true;

    /** @param redacted whether the line in the file lacks something that the event has */
    void add(Entry entry, boolean redacted) {
        all &= entry.seq() == entries.size() + 1 && entries.size() < MOST;
        if (all) {
            entries.add(entry);
            asRecorded.add(!redacted && entry.event() instanceof Event.CheckJudged);
        } else {
            entries.clear();
            asRecorded.clear();
        }
    }

    /** Some of them may not be in the file any more. */
    void lost() {
        all = false;
    }

    /** As they stand in the file; empty where others wrote to it too, or they are many. */
    Optional<List<Entry>> entries() {
        if (!all) {
            return Optional.empty();
        }
        List<Entry> read = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            read.add(asRecorded.get(i) ? entry : reread(entry));
        }
        return Optional.of(read);
    }

    /** Judgments are many and hold nothing but text and numbers; of all else the file's own form counts. */
    private static Entry reread(Entry entry) {
        return Codec.event((Map<?, ?>) Json.read(entry.line()))
                .map(event -> new Entry(entry.seq(), entry.at(), entry.run(), event, entry.line()))
                .orElse(entry);
    }
}
