package dev.handrail.target.store;

import dev.handrail.runbook.Bucket;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * One file on its way in parts.
 *
 * @param there the parts that an earlier attempt brought, by number
 */
record Parts(Store store, Pieces pieces, String key, String upload, Map<Integer, Part> there) {
    private static final String TYPE = "application/octet-stream";

    /** Goes on with what was begun, the newest where there are several; else begins. */
    static Parts of(Store store, Pieces pieces, String key, List<MultipartUpload> begun) {
        Bucket at = store.place();
        return begun.stream()
                .filter(u -> u.key().equals(key))
                .max(Comparator.comparing(MultipartUpload::initiated))
                .map(u -> new Parts(store, pieces, key, u.uploadId(), listed(store, key, u.uploadId())))
                .orElseGet(() -> new Parts(
                        store,
                        pieces,
                        key,
                        client(store)
                                .createMultipartUpload(b -> b.bucket(at.name()).key(key))
                                .uploadId(),
                        Map.of()));
    }

    private static S3Client client(Store store) {
        return store.client();
    }

    private static Map<Integer, Part> listed(Store store, String key, String upload) {
        return client(store)
                .listPartsPaginator(b -> b.bucket(store.place().name()).key(key).uploadId(upload))
                .stream()
                .flatMap(page -> page.parts().stream())
                .collect(Collectors.toMap(Part::partNumber, Function.identity()));
    }

    /** A part that is there; {@code found}: an earlier attempt brought it. */
    record Sent(Piece.Md5 md5, CompletedPart part, boolean found) {}

    /** Brings one part, or finds that it is there with the same bytes. */
    Sent send(Piece piece) {
        Piece.Md5 md5 = piece.md5();
        Part found = there.get(piece.number());
        if (found != null
                && found.size() == piece.bytes()
                && found.eTag().replace("\"", "").equals(md5.hex())) {
            return new Sent(md5, part(piece, found.eTag()), true);
        }
        String tag = client(store)
                .uploadPart(
                        b -> b.bucket(store.place().name())
                                .key(key)
                                .uploadId(upload)
                                .partNumber(piece.number())
                                .contentLength(piece.bytes())
                                .contentMD5(md5.base64()),
                        body(piece))
                .eTag();
        return new Sent(md5, part(piece, tag), false);
    }

    static RequestBody body(Piece piece) {
        return RequestBody.fromContentProvider(piece::open, piece.bytes(), TYPE);
    }

    private static CompletedPart part(Piece piece, String tag) {
        return CompletedPart.builder().partNumber(piece.number()).eTag(tag).build();
    }

    /** Makes one file of the parts. */
    void complete(List<Sent> sent) {
        client(store)
                .completeMultipartUpload(b -> b.bucket(store.place().name())
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(
                                m -> m.parts(sent.stream().map(Sent::part).toList())));
    }
}
