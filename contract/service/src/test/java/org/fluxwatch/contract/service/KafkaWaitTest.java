package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.fluxwatch.contract.service.Health.Part;
import org.fluxwatch.contract.service.Health.State;
import org.junit.jupiter.api.Test;

class KafkaWaitTest {
    private final Health health = new Health();
    private final List<Long> pauses = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private final KafkaWait wait = new KafkaWait(
            "kafka",
            (part, state, detail) -> {
                health.set(part, state, detail);
                states.add(state);
            },
            pauses::add,
            () -> Instant.EPOCH);

    @Test
    void triesAfterGrowingPausesUntilItIsDone() throws InterruptedException {
        final List<Part> whileWaiting = new ArrayList<>();
        wait.until(() -> {
            if (pauses.size() > 0) whileWaiting.add(health.parts().get("kafka"));
            if (pauses.size() < 9) throw new KafkaException("no broker " + pauses.size());
        });
        assertThat(pauses).containsExactly(1000L, 2000L, 4000L, 8000L, 16000L, 32000L, 60000L, 60000L, 60000L);
        assertThat(whileWaiting)
                .startsWith(new Part(State.WAITING, "org.apache.kafka.common.KafkaException: no broker 0"));
        assertThat(health.parts()).containsEntry("kafka", new Part(State.UP, ""));
    }

    @Test
    void beginsWithShortPausesAgainAfterASuccess() throws InterruptedException {
        wait.failed("away");
        wait.failed("away");
        wait.succeeded();
        wait.failed("away");
        wait.pause();
        assertThat(pauses).containsExactly(1000L);
    }

    @Test
    void setsThePartUpOnceAfterAFailureAndLeavesItToOthersBetween() {
        wait.succeeded();
        health.set("kafka", State.WAITING, "of another's");
        wait.succeeded();
        assertThat(health.parts().get("kafka").detail()).isEqualTo("of another's");
        wait.failed("away");
        wait.failed("away");
        wait.succeeded();
        assertThat(states).containsExactly(State.UP, State.WAITING, State.WAITING, State.UP);
    }

    @Test
    void doesNotWaitForWhatOnlyAnOperatorCanMend() {
        final KafkaException denied = new TopicAuthorizationException("granules");
        assertThatThrownBy(() -> wait.until(() -> {
                    throw denied;
                }))
                .isSameAs(denied);
        assertThat(pauses).isEmpty();
    }

    @Test
    void endsWhenItsThreadIsInterruptedWithinKafka() {
        assertThatThrownBy(() -> wait.until(() -> {
                    throw new InterruptException("closing");
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
