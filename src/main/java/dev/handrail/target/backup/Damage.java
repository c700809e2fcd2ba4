package dev.handrail.target.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the files of a backup differ from what its manifest says. */
final class Damage {
    private static final int MOST = 10;

    private Damage() {}

    /** A line for each file that is missing, changed or new; at most ten. */
    static List<String> of(Fingerprint expected, Fingerprint found) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Fingerprint.Entry> file : expected.files().entrySet()) {
            Fingerprint.Entry there = found.files().get(file.getKey());
            if (there == null) {
                lines.add(file.getKey() + " is missing");
            } else if (there.bytes() != file.getValue().bytes()) {
                lines.add(file.getKey() + " has " + there.bytes() + " bytes instead of "
                        + file.getValue().bytes());
            } else if (!there.equals(file.getValue())) {
                lines.add(file.getKey() + " has other bytes");
            }
        }
        found.files().keySet().stream()
                .filter(name -> !expected.files().containsKey(name))
                .forEach(name -> lines.add(name + " was added"));
        return lines.size() <= MOST ? lines : new ArrayList<>(lines.subList(0, MOST));
    }
}
