package dev.handrail.validate;

import dev.handrail.runbook.Host;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.nio.file.Path;

/** {@code disk}: bytes free where a folder is. */
public record DiskQuestion(String folder) implements Question {
    @Override
    public String show() {
        return "disk " + folder;
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public Reading ask(Targets targets) {
        Host host = targets.host();
        Path place = host.folder(folder);
        return Reading.of(host.free(place)).fact("folder", place.toString());
    }
}
