package dev.handrail.target.store

import software.amazon.awssdk.core.sync.RequestBody

/** An upload that somebody began and never finished. */
class Begun {
    static void upload(Store store, String path, int bytes) {
        store.withCloseable {
            String bucket = it.place().name()
            String key = it.place().key(path)
            String id = it.client().createMultipartUpload { b -> b.bucket(bucket).key(key) }.uploadId()
            it.client().uploadPart({ b -> b.bucket(bucket).key(key).uploadId(id).partNumber(1) }, RequestBody.fromBytes(new byte[bytes]))
        }
    }
}
