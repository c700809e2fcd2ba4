package dev.handrail.target.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Brings files into one folder, in parts, several at once. What an earlier attempt brought is found and not sent again:
 * whole files by size and MD5, parts of files likewise.
 */
public final class Uploading {
    private static final long PIECE = 8L << 20;

    private final Store store;
    private final Watch watch;
    private final String folder;
    private final long piece;

    public Uploading(Store store, String folder, Watch watch) {
        this(store, folder, watch, PIECE);
    }

    /** @param piece bytes sent at once at least; the server takes none below five MiB */
    Uploading(Store store, String folder, Watch watch, long piece) {
        this.store = store;
        this.folder = folder;
        this.watch = watch;
        this.piece = piece;
    }

    /**
     * What was brought.
     *
     * @param tags what the server has to tell of each file
     * @param found bytes that were there already
     */
    public record Brought(Map<String, String> tags, long found) {}

    /**
     * @param files by their path in the folder
     * @throws dev.handrail.problem.Problem exit 7 where the server refuses or does not answer; what it has stays
     * @throws java.util.concurrent.CancellationException where the watch ends it
     */
    public Brought send(Map<String, Path> files) {
        List<Pieces> all = files.entrySet().stream()
                .map(e -> Pieces.of(e.getKey(), e.getValue(), piece))
                .toList();
        return Refusal.told(store.place(), () -> {
            try (Crew crew = new Crew(watch)) {
                return send(all, crew);
            }
        });
    }

    private Brought send(List<Pieces> all, Crew crew) {
        Map<String, StoredFile> there =
                store.in(folder).stream().collect(Collectors.toMap(StoredFile::name, Function.identity()));
        List<MultipartUpload> begun = store.begun(folder + "/");
        List<Begun> files = crew.all(all.stream()
                .map(p -> (Callable<Begun>) () -> begin(p, there.get(p.name()), begun))
                .toList());
        Map<String, List<Parts.Sent>> parts = parts(files, crew);
        Map<String, String> tags = new TreeMap<>();
        long found = 0;
        for (Begun file : files) {
            List<Parts.Sent> sent = parts.getOrDefault(file.pieces().name(), List.of());
            tags.put(
                    file.pieces().name(),
                    file.parts() == null
                            ? file.tag()
                            : Pieces.tag(sent.stream().map(Parts.Sent::md5).toList()));
            found += file.found() + foundParts(file.pieces(), sent);
        }
        crew.all(files.stream()
                .filter(f -> f.parts() != null)
                .map(f -> (Callable<Boolean>)
                        () -> complete(f, parts.get(f.pieces().name())))
                .toList());
        new Arrived(store, folder).check(all, tags);
        return new Brought(tags, found);
    }

    /**
     * One file that is there, or on its way.
     *
     * @param tag of a file that is there
     * @param parts of one that is not; else null
     */
    private record Begun(
            Pieces pieces, String tag, @Nullable Parts parts, long found) {}

    private Begun begin(Pieces pieces, @Nullable StoredFile there, List<MultipartUpload> begun) {
        if (there != null && there.bytes() == pieces.bytes()) {
            String tag = pieces.tag();
            if (tag.equals(there.tag())) {
                watch.moved(pieces.bytes());
                return new Begun(pieces, tag, null, pieces.bytes());
            }
        }
        String key = store.place().key(folder + "/" + pieces.name());
        if (!pieces.single()) {
            return new Begun(pieces, "", Parts.of(store, pieces, key, begun), 0);
        }
        Piece only = pieces.list().get(0);
        Piece.Md5 md5 = only.md5();
        store.client()
                .putObject(
                        b -> b.bucket(store.place().name())
                                .key(key)
                                .contentLength(only.bytes())
                                .contentMD5(md5.base64()),
                        Parts.body(only));
        watch.moved(only.bytes());
        return new Begun(pieces, md5.hex(), null, 0);
    }

    private Map<String, List<Parts.Sent>> parts(List<Begun> files, Crew crew) {
        List<Callable<Map.Entry<String, Parts.Sent>>> work = new ArrayList<>();
        for (Begun file : files) {
            Parts parts = file.parts();
            if (parts != null) {
                for (Piece piece : file.pieces().list()) {
                    work.add(() -> Map.entry(file.pieces().name(), send(parts, piece)));
                }
            }
        }
        return crew.all(work).stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Parts.Sent send(Parts parts, Piece piece) {
        Parts.Sent sent = parts.send(piece);
        watch.moved(piece.bytes());
        return sent;
    }

    private static boolean complete(Begun file, List<Parts.Sent> sent) {
        Parts parts = file.parts();
        if (parts != null) {
            parts.complete(sent);
        }
        return true;
    }

    private static long foundParts(Pieces pieces, List<Parts.Sent> sent) {
        long bytes = 0;
        for (int i = 0; i < sent.size(); i++) {
            bytes += sent.get(i).found() ? pieces.list().get(i).bytes() : 0;
        }
        return bytes;
    }
}
