package org.fluxwatch.contract.archive;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// The first bytes of a body; the rest is not asked for.
final class HeadBody implements BodySubscriber<byte[]> {
    private final ByteBuffer head;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    HeadBody(int bytes) {
        head = ByteBuffer.allocate(bytes);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    private Flow.Subscription subscription() {
        return Objects.requireNonNull(subscription, "a body came before its subscription");
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) while (buffer.hasRemaining() && head.hasRemaining()) head.put(buffer.get());
        if (head.hasRemaining()) {
            subscription().request(1);
            return;
        }
        subscription().cancel();
        onComplete();
    }

    @Override
    public void onError(Throwable trouble) {
        body.completeExceptionally(trouble);
    }

    @Override
    public void onComplete() {
        body.complete(Arrays.copyOf(head.array(), head.position()));
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }
}
