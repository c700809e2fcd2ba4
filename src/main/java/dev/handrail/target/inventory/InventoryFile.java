package dev.handrail.target.inventory;

import dev.handrail.text.OwnFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** An inventory in a file, a line for each item: however many there are, one at a time is in memory. */
public record InventoryFile(Path path) {
    /** Beside a dump. */
    public static final String NAME = "inventory.jsonl";

    public static InventoryFile in(Path folder) {
        return new InventoryFile(folder.resolve(NAME));
    }

    /** False for a backup that was made before there were inventories. */
    public boolean there() {
        return Files.isRegularFile(path);
    }

    /**
     * Writes a new file.
     *
     * @return how many there are of each kind, by its word
     */
    public Map<String, Long> write(Iterator<Item> items) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (FileChannel channel = OwnFile.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                BufferedWriter out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
            while (items.hasNext()) {
                Item item = items.next();
                out.write(item.line());
                out.write('\n');
                counts.merge(item.kind().word(), 1L, Long::sum);
            }
            out.flush();
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return counts;
    }

    /** Lets {@code work} read the items in order. */
    public <T> T read(Function<Iterator<Item>, T> work) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(path)) {
            return work.apply(in.lines().map(Item::of).iterator());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalArgumentException e) {
            throw new IOException(path.getFileName() + " can't be read: " + e.getMessage(), e);
        }
    }
}
