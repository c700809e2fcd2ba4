package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.target.inventory.Choice;
import dev.handrail.target.inventory.Differences;
import dev.handrail.target.inventory.InventoryFile;
import dev.handrail.target.inventory.Item;
import dev.handrail.target.inventory.Kind;
import dev.handrail.target.inventory.Roles;
import dev.handrail.target.inventory.Taking;
import dev.handrail.target.inventory.Terms;
import dev.handrail.target.inventory.Weight;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks before a restore whether the server has what the backup needs beside itself: an hour of it would be lost.
 *
 * @param login in the present database
 * @param files the backup's, as pg_restore reads them
 */
record Fitness(Login login, Path files) {
    /**
     * @param remarks takes what is worth knowing
     * @throws Problem exit 1 where a role is missing
     */
    void look(Consumer<String> remarks) {
        InventoryFile file = InventoryFile.in(files);
        if (!file.there()) {
            remarks.accept("the backup has no inventory: only its rows can be compared");
            return;
        }
        try (Maintenance present = Maintenance.open(login, "restore", null)) {
            Reading.prepare(present);
            List<String> missing = file.read(Roles::of).missing(present);
            if (!missing.isEmpty()) {
                throw missing(missing);
            }
            file.read(Fitness::ofDatabase)
                    .remarks(present)
                    .forEach(line ->
                            remarks.accept("the new database gets the present one's owner and privileges: " + line));
        } catch (IOException e) {
            throw Folders.failed("can't be read", file.path(), e);
        }
    }

    /** Owner and privileges of the database itself. */
    private record OfDatabase(List<Item> items) {
        List<String> remarks(Maintenance present) {
            Iterator<Item> now = new Taking(present, Choice.ALL, view -> "", false).database();
            return Differences.of(items.iterator(), now, new Terms(Weight.IGNORED, Weight.REMARK, true))
                    .remarks();
        }
    }

    private static OfDatabase ofDatabase(Iterator<Item> items) {
        List<Item> found = new ArrayList<>();
        while (items.hasNext()) {
            Item item = items.next();
            if (item.kind() == Kind.DATABASE) {
                found.add(item);
            }
        }
        return new OfDatabase(found);
    }

    private Problem missing(List<String> roles) {
        return new Problem(
                ExitCode.FAILED,
                "the server lacks roles that the backup's owners and privileges name: " + String.join(", ", roles),
                login.address().shown(),
                "pg_restore would end at the first of them",
                "create them (a backup with globals() has them in globals.sql), then resume");
    }
}
