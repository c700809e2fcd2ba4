package dev.handrail.shell.show;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Log;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Unfinished;
import dev.handrail.text.Secret;
import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine that has every program and answers nothing: a document says what is done wherever it is done. */
record Anywhere() implements Host, Values {
    static Problem problem() {
        return new Problem(ExitCode.UNREACHABLE, "nothing is contacted", "", "", "see: handrail plan");
    }

    @Override
    public Optional<Path> find(String program) {
        return Optional.of(Path.of(program));
    }

    @Override
    public Reading ask(List<Text> argv, Map<String, Text> environment, String directory, Values values) {
        throw problem();
    }

    @Override
    public List<Map<String, Object>> objects(String answer, String list) {
        return List.of();
    }

    @Override
    public Optional<String> field(String answer, String path) {
        throw problem();
    }

    @Override
    public Log log(String file) {
        throw problem();
    }

    @Override
    public long free(Path folder) {
        throw problem();
    }

    @Override
    public Path folder(String written) {
        throw problem();
    }

    @Override
    public List<Manifest> backups(Path folder) {
        throw problem();
    }

    @Override
    public Optional<Foreign> foreign(Path place) {
        throw problem();
    }

    @Override
    public List<Manifest> backups(Bucket place) {
        throw problem();
    }

    @Override
    public Optional<Manifest> backup(Bucket place) {
        throw problem();
    }

    @Override
    public List<Unfinished> unfinished(Path folder) {
        throw problem();
    }

    @Override
    public List<Unfinished> unfinished(Bucket place) {
        throw problem();
    }

    @Override
    public void fit(Path folder) {
        throw problem();
    }

    @Override
    public Optional<Manifest> backup(Path place) {
        throw problem();
    }

    @Override
    public Optional<Integer> pgDumpMajor() {
        throw problem();
    }

    @Override
    public Optional<String> captured(String step, String name) {
        throw problem();
    }

    @Override
    public Secret secret(String name) {
        throw problem();
    }

    @Override
    public String runId() {
        throw problem();
    }

    @Override
    public String startedAt() {
        throw problem();
    }

    @Override
    public Secret url(String database) {
        throw problem();
    }
}
