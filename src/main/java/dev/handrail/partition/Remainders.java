package dev.handrail.partition;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which parts of a table that is partitioned by hash are missing. */
final class Remainders {
    private Remainders() {}

    /** @throws dev.handrail.problem.Problem where those that are there have another modulus */
    static Map<String, Share> missing(Table table, Shares.Hash hash) {
        Map<String, Share> missing = new LinkedHashMap<>();
        for (int i = 0; i < hash.modulus(); i++) {
            missing.put(String.valueOf(i), new Share.Remainder(hash.modulus(), i));
        }
        for (Child child : table.children()) {
            Share.Remainder there = Written.remainder(child.bound());
            if (there.modulus() != hash.modulus()) {
                throw Fitting.refused(
                        child.qualified() + " is one of " + there.modulus() + ", not of " + hash.modulus(),
                        child.bound(),
                        "write: hash " + there.modulus() + "; for another number make a new table and move the rows");
            }
            if (!child.detaching()) {
                missing.remove(String.valueOf(there.remainder()));
            }
        }
        return missing;
    }
}
