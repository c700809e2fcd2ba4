package dev.handrail.shell.session;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Host;
import dev.handrail.settings.Home;
import dev.handrail.shell.help.Version;
import dev.handrail.target.Reach;
import dev.handrail.target.host.AgeProgram;
import dev.handrail.target.host.SearchPath;
import dev.handrail.text.Sizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This machine: what handrail needs of it, whether that is there, and what to do where it is not. */
public record Machine(Session session) {
    private static final List<String> CLIENTS = List.of("psql", "pg_dump", "pg_restore");
    private static final long LITTLE = 1L << 30;

    /** @return true where nothing that every run needs is missing */
    public boolean tell() {
        tell("handrail", Version.number() + " on Java " + Runtime.version().feature(), null);
        boolean home = home();
        try (Reach reach = session.reach(session.environment(), List.of(), "doctor")) {
            Host host = reach.targets().host();
            CLIENTS.forEach(program -> client(host, program));
            age();
            disk(host);
        }
        return home;
    }

    private boolean home() {
        try {
            Home home = session.home().open();
            tell("home", home.root().toString(), null);
            return true;
        } catch (Problem problem) {
            tell("home", problem.what() + ": " + problem.why(), problem.remedy());
            return false;
        }
    }

    private void client(Host host, String program) {
        Optional<Path> place = host.find(program);
        String version = program.equals("pg_dump")
                ? host.pgDumpMajor().map(major -> ", version " + major).orElse("")
                : "";
        tell(
                program,
                place.map(path -> path + version).orElse("not on PATH"),
                place.isPresent()
                        ? null
                        : "install PostgreSQL's client tools (Debian: apt install postgresql-client); backup, restore"
                                + " and the sandbox's data need them");
    }

    /** It is never missing: without it the work takes longer. */
    private void age() {
        String found = AgeProgram.on(SearchPath.ofEnvironment())
                .map(age -> age.fit()
                        ? age.path() + ", version " + age.version() + ": it encrypts backups"
                        : age.path() + " is passed over: its version " + age.version()
                                + " is not 1.0 or newer; handrail encrypts backups itself, several times as slowly")
                .orElse("not on PATH: handrail encrypts backups itself, several times as slowly");
        tell("age", found, null);
    }

    private void disk(Host host) {
        Path root = session.home().root();
        Path there = root;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        long free = host.free(there == null ? Path.of("/") : there);
        tell(
                "disk",
                Sizes.show(free) + " free where home is",
                free >= LITTLE ? null : "free some: backups and the sandbox lie under home");
    }

    private void tell(String name, String found, @Nullable String remedy) {
        new Need(name, found, remedy).tell(session.console());
    }
}
