package org.fluxwatch.contract.archive;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Hands a body on up to a number of bytes; one that goes on beyond fails with a [LongBodyException] and is asked for
/// no further.
final class BoundedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> body;
    private final long most;
    private long come;
    private boolean over;
    private Flow.@Nullable Subscription subscription;

    BoundedBody(BodySubscriber<T> body, long most) {
        this.body = body;
        this.most = most;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        body.onSubscribe(given);
    }

    private Flow.Subscription subscription() {
        return Objects.requireNonNull(subscription, "a body came before its subscription");
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (over) return;
        for (ByteBuffer buffer : buffers) come += buffer.remaining();
        if (come <= most) {
            body.onNext(buffers);
            return;
        }
        over = true;
        subscription().cancel();
        body.onError(new LongBodyException(most));
    }

    @Override
    public void onError(Throwable trouble) {
        if (!over) body.onError(trouble);
    }

    @Override
    public void onComplete() {
        if (!over) body.onComplete();
    }

    @Override
    public CompletionStage<T> getBody() {
        return body.getBody();
    }
}
