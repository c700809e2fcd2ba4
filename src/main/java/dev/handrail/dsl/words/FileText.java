package dev.handrail.dsl.words;

import dev.handrail.dsl.tape.Call;

/** A file beside the runbook: {@code file('x.sql')}. Read when the runbook is read; part of its digest. */
public final class FileText implements Declared {
    private final Call call;
    private final Recording recording;

    FileText(Call call, Recording recording) {
        this.call = call;
        this.recording = recording;
    }

    @Override
    public Object taped() {
        return call;
    }

    @Override
    public String toString() {
        return recording.flattened("file(…)");
    }
}
