package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
    private final AtomicLong nanos = new AtomicLong(-5); // any origin
    private final Health health = new Health();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LoopWatch watch =
            new LoopWatch("publish", "reading", Duration.ofMinutes(10), health, registry, nanos::get);

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private double busy() {
        return registry.get("fluxwatch_loop_busy_seconds")
                .tag("service", "publish")
                .gauge()
                .value();
    }

    @Test
    void aPieceThatTakesTooLongMakesThePartWaitUntilItIsDone() {
        health.set("kafka", Health.State.UP, "");
        watch.getsOn();
        later(Duration.ofMinutes(10));
        assertThat(health.ready()).isTrue();
        later(Duration.ofMinutes(2));
        assertThat(busy()).isEqualTo(720);
        assertThat(health.ready()).isFalse();
        assertThat(health.live()).isTrue();
        assertThat(health.parts().get("reading"))
                .isEqualTo(new Health.Part(
                        Health.State.WAITING,
                        "it has not got on for 12 min; what it reads or writes hangs, such as a disk of the network"));
        watch.getsOn();
        assertThat(health.ready()).isTrue();
        assertThat(busy()).isZero();
    }

    @Test
    void oneThatRestsIsNotBusyHoweverLong() {
        watch.getsOn();
        watch.rests();
        later(Duration.ofDays(2));
        assertThat(busy()).isZero();
        assertThat(health.parts().get("reading").state()).isEqualTo(Health.State.UP);
    }
}
