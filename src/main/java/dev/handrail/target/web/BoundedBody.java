package dev.handrail.target.web;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Keeps the beginning of a body and reads the rest away, so that no server fills our memory. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    static final int MOST = 4 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            byte[] bytes = new byte[Math.min(piece.remaining(), MOST - kept.size())];
            piece.get(bytes);
            kept.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable cut) {
        whole.completeExceptionally(cut);
    }

    @Override
    public void onComplete() {
        whole.complete(kept.toByteArray());
    }
}
