package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxwatch.contract.service.Health;
import org.junit.jupiter.api.Test;

class UntilStoppedTest {
    @Test
    void aServiceThatCannotGoOnEndsTheProcessWithACodeOfItsOwn() {
        final Health fine = new Health();
        final Health failed = new Health();
        fine.set("kafka", Health.State.WAITING, "broker gone");
        failed.set("stream", Health.State.FAILED, "not authorized");
        assertThat(UntilStopped.await(Map.of("ingest", fine, "assimilate", failed)))
                .isEqualTo(4);
    }

    @Test
    void whatDoesNotCloseIsLeftAfterItsBound() {
        assertThat(UntilStopped.close(() -> new CountDownLatch(1).await(), Duration.ofMillis(1)))
                .isFalse();
        final AtomicBoolean closed = new AtomicBoolean();
        assertThat(UntilStopped.close(() -> closed.set(true), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(closed).isTrue();
    }
}
