package dev.handrail.target.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** Fetches files out of one folder, several at once. What they hold is for the caller to judge. */
public final class Downloading {
    private final Store store;
    private final Watch watch;
    private final String folder;

    public Downloading(Store store, String folder, Watch watch) {
        this.store = store;
        this.folder = folder;
        this.watch = watch;
    }

    /**
     * @param names of the files, by their path in the folder
     * @param to a folder that is there, and empty
     * @throws dev.handrail.problem.Problem exit 7 where the server refuses or does not answer
     * @throws java.util.concurrent.CancellationException where the watch ends it
     */
    public void fetch(List<String> names, Path to) {
        Refusal.told(store.place(), () -> {
            try (Crew crew = new Crew(watch)) {
                return crew.all(names.stream()
                        .map(name -> (Callable<Long>) () -> fetch(name, to.resolve(name)))
                        .toList());
            }
        });
    }

    private long fetch(String name, Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long bytes = store.client()
                .getObject(
                        b -> b.bucket(store.place().name()).key(store.place().key(folder + "/" + name)),
                        ResponseTransformer.toFile(file))
                .contentLength();
        watch.moved(bytes);
        return bytes;
    }
}
