package dev.handrail.sandbox;

import dev.handrail.settings.Environment.ServiceBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stand-ins of one command. Each keeps its port from command to command, because plans show it. */
final class StandIns implements AutoCloseable {
    private final Ledger ledger;
    private final Place place;
    private final List<StandIn> open = new ArrayList<>();

    StandIns(Place place, Ledger ledger) {
        this.place = place;
        this.ledger = ledger;
    }

    ServiceBinding service(String runbook, String name, Path file) throws IOException {
        String key = "service." + runbook + "/" + name;
        return started(key, StandIn.service(AnswersFile.service(file), file.toString(), ledger.port(key)));
    }

    ServiceBinding metrics(String runbook, String name, Path file) throws IOException {
        String key = "metrics." + runbook + "/" + name;
        return started(key, StandIn.metrics(AnswersFile.metrics(file), file.toString(), ledger.port(key)));
    }

    private ServiceBinding started(String key, StandIn standIn) throws IOException {
        open.add(standIn);
        if (ledger.port(key) == 0) {
            try (SandboxLock lock = SandboxLock.take(place)) {
                ledger.put(key, Integer.toString(standIn.port()));
            }
        }
        return new ServiceBinding(standIn.url(), "the sandbox");
    }

    @Override
    public void close() {
        open.forEach(StandIn::close);
        open.clear();
    }
}
