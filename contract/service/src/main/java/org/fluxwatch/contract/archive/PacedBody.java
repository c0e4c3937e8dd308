package org.fluxwatch.contract.archive;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/// Hands a body on, counts its bytes, and asks for more of it only when the rate allows. No thread waits meanwhile; the
/// connection's own window holds the sender back.
final class PacedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> body;
    private final RateLimit rate;
    private final DownloadTally tally;
    private long waitNanos;

    PacedBody(BodySubscriber<T> body, RateLimit rate, DownloadTally tally) {
        this.body = body;
        this.rate = rate;
        this.tally = tally;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long items) {
                if (waitNanos <= 0) given.request(items);
                else
                    CompletableFuture.delayedExecutor(waitNanos, TimeUnit.NANOSECONDS)
                            .execute(() -> given.request(items));
            }

            @Override
            public void cancel() {
                given.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        long bytes = 0;
        for (ByteBuffer buffer : buffers) bytes += buffer.remaining();
        tally.come(bytes);
        waitNanos = rate.take(bytes); // before the body asks for more
        body.onNext(buffers);
    }

    @Override
    public void onError(Throwable trouble) {
        body.onError(trouble);
    }

    @Override
    public void onComplete() {
        body.onComplete();
    }

    @Override
    public CompletionStage<T> getBody() {
        return body.getBody();
    }
}
