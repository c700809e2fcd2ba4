package dev.handrail.runbook;

import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine that handrail runs on. */
public interface Host {
    /** Where a program is on PATH. */
    Optional<Path> find(String program);

    /**
     * Runs a program that only looks.
     *
     * @return a scalar reading of its output; facts {@code exit}, {@code ms}, {@code stderr}, and
     *     {@code cut} where the end of what it printed is lost
     */
    Reading ask(List<Text> argv, Map<String, Text> environment, String directory, Values values);

    /**
     * The objects in a list of a JSON answer.
     *
     * @param answer what a program printed
     * @param list the member that holds the list
     * @throws dev.handrail.problem.Problem where it is no JSON, or has no such list
     */
    List<Map<String, Object>> objects(String answer, String list);

    /**
     * What stands in a JSON answer at {@code path}, e.g. {@code $.a.b[0]}; empty where there is nothing.
     *
     * @throws dev.handrail.problem.Problem where it is no JSON, or no path
     */
    Optional<String> field(String answer, String path);

    /** @param file absolute, {@code ~/…}, or relative to the runbook */
    Log log(String file);

    /** Bytes free where {@code folder} is or would be. */
    long free(Path folder);

    /** {@code ~}, absolute, or relative to handrail's home, as backup folders are written. */
    Path folder(String written);

    /** The proven backups in a folder, newest first. */
    List<Manifest> backups(Path folder);

    /** The proven backups in S3, newest first. */
    List<Manifest> backups(Bucket place);

    /** The backup in one place of S3. */
    Optional<Manifest> backup(Bucket place);

    /** A dump that somebody else made. */
    Optional<Foreign> foreign(Path place);

    /** What killed runs left of backups in a folder. */
    List<Unfinished> unfinished(Path folder);

    /** The same in S3. */
    List<Unfinished> unfinished(Bucket place);

    /** @throws dev.handrail.problem.Problem where a folder is no safe place for backups: a link, or open to everybody */
    void fit(Path folder);

    /** The backup in one place. */
    Optional<Manifest> backup(Path place);

    /** The highest major version of the installed pg_dump, where there is one. */
    Optional<Integer> pgDumpMajor();

    /** The highest one that is not above {@code most}. */
    default Optional<Integer> pgDumpMajor(int most) {
        return pgDumpMajor().filter(major -> major <= most);
    }
}
