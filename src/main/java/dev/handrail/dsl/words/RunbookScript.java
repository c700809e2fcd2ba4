package dev.handrail.dsl.words;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Site;
import dev.handrail.dsl.words.Inputs.Declaration;
import dev.handrail.dsl.words.Inputs.Type;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.lang.Script;
import groovy.transform.NamedParam;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A runbook's file: its inputs, then the runbook. */
public abstract class RunbookScript extends Script implements Values {
    private static final String CHOICES = "oneOf";
    private static final String PATTERN = "matching";
    private static final String EXAMPLE = "example";

    private @Nullable Block block;

    /** Lets the script speak into {@code file}. Not a word. */
    public void speakInto(Block file) {
        this.block = file;
    }

    @Override
    public Block block() {
        return Objects.requireNonNull(block);
    }

    /** The version of the language that the file is written in: 1. */
    @Word(value = "the version of the language", example = "language 1")
    public void language(int version) {
        block().say("language", version);
    }

    /** Brings the families of steps that another file declares; its path is relative to the file in which this stands. */
    @Word(value = "brings the families of steps of another file", example = "include 'common/backup.groovy'")
    public void include(CharSequence file) {
        Site at = block().recording().site("include");
        if (said("runbook")) {
            refuse(at.word(), "an include stands before the runbook", "move it above runbook(…)");
        }
        Recording recording = block().recording();
        recording.together().neighbours().include(file.toString(), at, recording);
    }

    /** Steps that are declared once, with typed parameters, and used in sections of this and other runbooks. */
    @Word(
            value = "steps to be used in sections, with values of their own",
            example = "family('analyzed') { String tableName -> … }",
            parameters = true)
    public void family(
            CharSequence id, @DelegatesTo(value = SectionDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        family(id, id, body);
    }

    /** Steps that are declared once, and what they are for. */
    @Word(
            value = "steps to be used in sections, with values of their own",
            example = "family('analyzed', 'Fresh statistics') { String tableName -> … }",
            parameters = true)
    public void family(
            CharSequence id,
            CharSequence title,
            @DelegatesTo(value = SectionDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        Recording recording = block().recording();
        Family family = new Family(id.toString(), body, recording);
        recording.together().families().declare(family, recording.site("family"));
        block().say("family", id, title, family.shown());
    }

    private boolean said(String word) {
        return block().said().stream().anyMatch(c -> c.word().equals(word));
    }

    private void refuse(Span at, String what, String fix) {
        block().recording().reporter().add(Code.WRONG_PLACE, what, at, fix);
    }

    /** The runbook itself: id, title, and everything it does. One in each file. */
    @Word(value = "the runbook itself", example = "runbook('shop-schema', 'Shop schema') { … }")
    public void runbook(
            CharSequence id,
            CharSequence title,
            @DelegatesTo(value = RunbookDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        runbook(body, id, title);
    }

    /** The runbook itself; its id is shown as its title. */
    @Word(value = "the runbook itself", example = "runbook('shop-schema', 'Shop schema') { … }")
    public void runbook(
            CharSequence id, @DelegatesTo(value = RunbookDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        runbook(body, id);
    }

    private void runbook(Closure<?> body, CharSequence... idAndTitle) {
        if (block().recording().library() == null) {
            block().open("runbook", body, RunbookDsl::new, (Object[]) idAndTitle);
        } else {
            refuse(
                    block().recording().site("runbook").word(),
                    "an included file declares no runbook",
                    "include a file that declares families only: family('id') { … }");
        }
    }

    /** A text that the operator may set: {@code input('release', 'v2.0.0', 'Release to deploy')}. */
    @Word(value = "a value that the operator may set", example = "input('release', 'v2.0.0', 'Release to deploy')")
    public String input(CharSequence name, CharSequence fallback, CharSequence description) {
        return input(Map.of(), name, fallback, description);
    }

    /** A text that the operator may set: {@code oneOf: ['a', 'b']} or {@code matching: ~/…/} bound it. */
    @Word(
            value = "a value that the operator may set",
            example = "input('size', 'small', 'Size', oneOf: ['small', 'large'])")
    public String input(
            @NamedParam(value = CHOICES, type = List.class) @NamedParam(value = PATTERN, type = Pattern.class)
                    Map<String, ?> bounds,
            CharSequence name,
            CharSequence fallback,
            CharSequence description) {
        return (String) value(bounds, name, Type.TEXT, fallback.toString(), description);
    }

    /** A whole number that the operator may set. */
    @Word(
            value = "a whole number that the operator may set",
            example = "input('months-ahead', 3, 'Partitions to create')")
    public int input(CharSequence name, int fallback, CharSequence description) {
        return (Integer) value(Map.of(), name, Type.NUMBER, fallback, description);
    }

    /** A yes or no that the operator may set. */
    @Word(value = "a yes or no that the operator may set", example = "input('warm', true, 'Warm the cache')")
    public boolean input(CharSequence name, boolean fallback, CharSequence description) {
        return (Boolean) value(Map.of(), name, Type.TRUTH, fallback, description);
    }

    /** A duration that the operator may set. */
    @Word(value = "a duration that the operator may set", example = "input('window', duration('30m'), 'Window')")
    public Duration input(CharSequence name, Duration fallback, CharSequence description) {
        return (Duration) value(Map.of(), name, Type.DURATION, fallback, description);
    }

    /** A day that the operator may set. */
    @Word(value = "a day that the operator may set", example = "input('cutoff', date('2026-12-01'), 'Cutoff')")
    public LocalDate input(CharSequence name, LocalDate fallback, CharSequence description) {
        return (LocalDate) value(Map.of(), name, Type.DATE, fallback, description);
    }

    /** A value that the operator must set: {@code input('tenant', String, 'Tenant', example: 'acme')}. */
    @Word(value = "a value that the operator must set", example = "input('tenant', String, 'Tenant', example: 'acme')")
    public <T> T input(
            @NamedParam(value = EXAMPLE, type = Object.class)
                    @NamedParam(value = CHOICES, type = List.class)
                    @NamedParam(value = PATTERN, type = Pattern.class)
                    Map<String, ?> bounds,
            CharSequence name,
            Class<T> type,
            CharSequence description) {
        @SuppressWarnings("unchecked")
        T value = (T) value(bounds, name, Type.of(type), null, description);
        return value;
    }

    /** A value that the operator must set. */
    @Word(value = "a value that the operator must set", example = "input('tenant', String, 'Tenant', example: 'acme')")
    public <T> T input(CharSequence name, Class<T> type, CharSequence description) {
        return input(Map.of(), name, type, description);
    }

    private Object value(
            Map<String, ?> bounds, CharSequence name, Type type, @Nullable Object fallback, CharSequence description) {
        Span at = block().recording().site("input").word();
        if (said("runbook")) {
            refuse(at, "an input stands before the runbook", "move it above runbook(…)");
        } else if (block().recording().library() != null) {
            refuse(at, "an included file declares no input", "give the family a parameter, and pass the input to it");
        }
        List<String> choices = bounds.get(CHOICES) instanceof List<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
        Pattern pattern = bounds.get(PATTERN) instanceof Pattern given ? given : null;
        Object example = bounds.get(EXAMPLE);
        Object value = block().recording()
                .together()
                .inputs()
                .value(new Declaration(name.toString(), type, fallback, example, choices, pattern, at));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", type.shown);
        facts.put("required", fallback == null);
        facts.put("choices", choices);
        block().named("input", facts, name, value, description);
        return value;
    }
}
