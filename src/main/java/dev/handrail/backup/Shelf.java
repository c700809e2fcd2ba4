package dev.handrail.backup;

import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Unfinished;
import java.nio.file.Path;
import java.util.List;

/**
 * Where backups lie, as it was seen.
 *
 * @param free bytes free there
 * @param backups the proven ones, newest first
 * @param unfinished what killed runs left
 */
record Shelf(Path folder, long free, List<Manifest> backups, List<Unfinished> unfinished) {}
