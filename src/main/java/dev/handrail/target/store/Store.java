package dev.handrail.target.store;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies in one place of S3. Every answer is the server's own, asked for now. */
public final class Store implements AutoCloseable {
    private final S3Client client;
    private final Bucket place;

    private Store(S3Client client, Bucket place) {
        this.client = client;
        this.place = place;
    }

    /** @throws Problem exit 7 where region or profile are not to be found; nothing is asked of the server yet */
    public static Store open(Bucket place) {
        return Refusal.told(place, () -> new Store(Connection.open(), place));
    }

    public Bucket place() {
        return place;
    }

    S3Client client() {
        return client;
    }

    /** The names of what lies directly below and has something below itself. */
    public List<String> folders() {
        String start = place.prefix().isEmpty() ? "" : place.prefix() + "/";
        return Refusal.told(
                place,
                () -> client
                        .listObjectsV2Paginator(request(start).delimiter("/").build())
                        .stream()
                        .flatMap(page -> page.commonPrefixes().stream())
                        .map(CommonPrefix::prefix)
                        .map(found -> found.substring(start.length(), found.length() - 1))
                        .toList());
    }

    /**
     * Asks for one name, to see that the server answers and lets us.
     *
     * @throws Problem exit 7 where it does not
     */
    public void look() {
        Refusal.told(
                place,
                () -> client.listObjectsV2(request(place.prefix()).maxKeys(1).build()));
    }

    /** Everything in one folder, however deep. */
    public List<StoredFile> in(String folder) {
        String start = place.key(folder) + "/";
        return Refusal.told(
                place,
                () -> client.listObjectsV2Paginator(request(start).build()).stream()
                        .flatMap(page -> page.contents().stream())
                        .map(object -> file(object, start))
                        .toList());
    }

    private ListObjectsV2Request.Builder request(String start) {
        return ListObjectsV2Request.builder().bucket(place.name()).prefix(start);
    }

    private static StoredFile file(S3Object object, String start) {
        return new StoredFile(
                object.key().substring(start.length()),
                object.size(),
                object.eTag().replace("\"", ""));
    }

    /** A small file as text; empty where it is not there. */
    public Optional<String> text(String path) {
        return Refusal.told(place, () -> {
            try {
                return Optional.of(
                        client.getObjectAsBytes(b -> b.bucket(place.name()).key(place.key(path)))
                                .asUtf8String());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** Writes a small file, checked by the server against its MD5. */
    public void write(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Refusal.told(
                place,
                () -> client.putObject(
                        b -> b.bucket(place.name())
                                .key(place.key(path))
                                .contentMD5(Piece.md5(bytes).base64()),
                        RequestBody.fromBytes(bytes)));
    }

    public void remove(String path) {
        Refusal.told(
                place, () -> client.deleteObject(b -> b.bucket(place.name()).key(place.key(path))));
    }

    /** Uploads below one folder that were begun and neither finished nor given up: they cost, and nobody sees them. */
    List<MultipartUpload> begun(String folder) {
        List<MultipartUpload> all = new ArrayList<>();
        Refusal.told(
                place,
                () -> all.addAll(
                        client
                                .listMultipartUploadsPaginator(
                                        b -> b.bucket(place.name()).prefix(place.key(folder)))
                                .stream()
                                .flatMap(page -> page.uploads().stream())
                                .toList()));
        return all;
    }

    /** How much of those has arrived. */
    public long begunBytes(String folder) {
        return begun(folder + "/").stream()
                .flatMap(upload -> Refusal.told(
                        place,
                        () -> client
                                .listPartsPaginator(b ->
                                        b.bucket(place.name()).key(upload.key()).uploadId(upload.uploadId()))
                                .stream()
                                .flatMap(page -> page.parts().stream())
                                .toList())
                        .stream())
                .mapToLong(Part::size)
                .sum();
    }

    /** Gives up what {@link Uploading} left begun in one folder. */
    public int giveUp(String folder) {
        List<MultipartUpload> begun = begun(folder + "/");
        begun.forEach(upload -> Refusal.told(
                place,
                () -> client.abortMultipartUpload(
                        b -> b.bucket(place.name()).key(upload.key()).uploadId(upload.uploadId()))));
        return begun.size();
    }

    @Override
    public void close() {
        client.close();
    }
}
