package dev.handrail.shell.session;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.PrivateFiles;
import dev.handrail.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A plan in a file: one line of JSON, sealed with a digest over all of it, so that what was altered or cut is known.
 *
 * @param seal that digest; each file has its own, also where two say the same
 * @param plan what it says
 */
public record PlanFile(Path file, String seal, Map<String, Object> plan) {
    private static final String TYPE = "handrail.plan";
    private static final long FORMAT = 1;

    /** True where {@code file} is there and begins like a plan file. */
    public static boolean is(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(100), StandardCharsets.UTF_8).contains("\"" + TYPE + "\"");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes a new one, mode 0600.
     *
     * @throws Problem exit 2 where the file is there, exit 8 where it can't be written
     */
    static PlanFile write(Path file, Map<String, Object> plan) {
        String seal = Sha256.hex(Json.write(plan));
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFiles.file())) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text(seal, plan));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the file is there already",
                    file.toString(),
                    "nothing is written over",
                    "name another file, or take that one away");
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "the plan can't be written",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "free the disk or mend the permissions there, or name another file",
                    e);
        }
        return new PlanFile(file, seal, plan);
    }

    private static String text(String seal, Map<String, Object> plan) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", TYPE);
        all.put("format", FORMAT);
        all.put("seal", seal);
        all.put("plan", plan);
        return Json.write(all) + "\n";
    }

    /** @throws Problem exit 2 where it is not there, no plan, or not as it was written */
    @SuppressWarnings("unchecked")
    public static PlanFile read(Path file) {
        String text = content(file);
        Map<String, Object> all;
        try {
            all = Json.read(text) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        } catch (Json.NotJson e) {
            throw altered(file, "it is cut off, or no plan at all: " + e.getMessage());
        }
        if (!TYPE.equals(all.get("type"))) {
            throw altered(file, "it is no plan");
        }
        if (!Long.valueOf(FORMAT).equals(all.get("format"))) {
            throw wrong(
                    "the plan was made by a newer handrail",
                    file,
                    "its format is " + all.get("format") + ", this one reads " + FORMAT,
                    "use that handrail, or make the plan again with this one");
        }
        Map<String, Object> plan = all.get("plan") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        String seal = Sha256.hex(Json.write(plan));
        if (!seal.equals(all.get("seal")) || !text.equals(text(seal, plan))) {
            throw altered(file, "its own digest does not match what it says");
        }
        return new PlanFile(file, seal, plan);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            boolean gone = e instanceof java.nio.file.NoSuchFileException;
            throw wrong(
                    gone ? "there is no such plan file" : "the plan file can't be read",
                    file,
                    gone ? "" : String.valueOf(e.getMessage()),
                    "make one with: handrail plan RUNBOOK --out FILE");
        }
    }

    private static Problem altered(Path file, String why) {
        return wrong(
                "the plan file is not as it was written",
                file,
                why,
                "take the file as it was written, or make the plan again: handrail plan RUNBOOK --out FILE");
    }

    private static Problem wrong(String what, Path file, String why, String remedy) {
        return new Problem(ExitCode.WRONG, what, file.toString(), why, remedy);
    }

    public String text(String name) {
        return String.valueOf(plan.get(name));
    }

    @SuppressWarnings("unchecked")
    public Map<String, String> texts(String name) {
        return plan.get(name) instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
    }

    String digest() {
        return text("digest");
    }
}
