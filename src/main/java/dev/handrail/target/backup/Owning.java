package dev.handrail.target.backup;

import dev.handrail.target.inventory.InventoryFile;
import dev.handrail.target.inventory.Roles;
import dev.handrail.target.inventory.Terms;
import dev.handrail.target.inventory.Weight;
import dev.handrail.target.postgres.Maintenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a scratch database gets the owners and privileges that the dump has.
 *
 * @param hindrance why not; empty where it does
 * @param sameVersion the server knows the same privileges: a later one may count more of them to "all"
 */
record Owning(String hindrance, boolean sameVersion) {
    /**
     * @param server a session on the scratch database's server
     * @param major the version that the dump is of
     */
    static Owning of(Path archive, Maintenance server, int major) {
        InventoryFile file = InventoryFile.in(archive);
        try {
            return new Owning(
                    file.there() ? file.read(Roles::of).hindrance(server) : "they could not be taken down",
                    server.major() == major);
        } catch (IOException e) {
            throw Folders.failed("can't be read", file.path(), e);
        }
    }

    List<String> arguments() {
        return hindrance.isEmpty() ? List.of() : List.of("--no-owner", "--no-privileges");
    }

    /** @param whole everything in the database was dumped */
    Terms terms(boolean whole) {
        return new Terms(
                !hindrance.isEmpty() ? Weight.IGNORED : sameVersion ? Weight.LOSS : Weight.REMARK,
                Weight.IGNORED,
                whole);
    }

    List<String> remarks() {
        return hindrance.isEmpty() ? List.of() : List.of("owners and privileges were not tried: " + hindrance);
    }
}
