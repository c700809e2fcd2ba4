package dev.handrail.target.store;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks whether the server has what was sent, by its own list. */
record Arrived(Store store, String folder) {
    private static final int MOST = 10;

    /**
     * @param tags what the server has to tell of each file
     * @throws Problem exit 1 where a file is not there, or is another one
     */
    void check(List<Pieces> sent, Map<String, String> tags) {
        Map<String, StoredFile> there =
                store.in(folder).stream().collect(Collectors.toMap(StoredFile::name, Function.identity()));
        List<String> wrong = new ArrayList<>();
        for (Pieces file : sent) {
            StoredFile found = there.get(file.name());
            if (found == null) {
                wrong.add(file.name() + " is not there");
            } else if (found.bytes() != file.bytes()) {
                wrong.add(file.name() + " has " + found.bytes() + " bytes instead of " + file.bytes());
            } else if (!found.tag().equals(tags.get(file.name())) && !encryptedThere(file.name())) {
                wrong.add(file.name() + " has other bytes");
            }
        }
        if (!wrong.isEmpty()) {
            throw new Problem(
                    ExitCode.FAILED,
                    "what lies in " + store.place().below(folder) + " is not what was sent",
                    "",
                    String.join("\n", wrong.subList(0, Math.min(MOST, wrong.size()))),
                    "see who else writes there, then resume: what is wrong is sent again");
        }
    }

    /** A server that encrypts with keys of a key service tells nothing of the content; each part's MD5 was checked. */
    private boolean encryptedThere(String name) {
        String how = store.client()
                .headObject(
                        b -> b.bucket(store.place().name()).key(store.place().key(folder + "/" + name)))
                .serverSideEncryptionAsString();
        return how != null && how.startsWith("aws:kms");
    }
}
