package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class ClockSerdeTest {
    private static final LocalDate DAY = LocalDate.of(2019, 6, 5);
    private final ClockSerde serde = new ClockSerde();

    private DomainClock read(String json) {
        return serde.deserialize("clock", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void comesBackAsItWas() {
        final DomainClock clock = new DomainClock(
                DomainClock.VERSION,
                DAY,
                DAY.plusDays(3),
                DAY.plusDays(5),
                DAY.minusDays(1),
                new LateGranules(4, Map.of(DAY.minusDays(1), 2, DAY, 1)),
                true,
                List.of(
                        Checkpoint.beginning(DAY.minusDays(9)),
                        new Checkpoint(DAY.minusDays(1), 1_760_000_000_123L, 7)));
        assertThat(serde.deserialize("clock", serde.serializer().serialize("clock", clock)))
                .isEqualTo(clock);
    }

    /// What version 2 looks like in a store that some program has left.
    @Test
    void readsTheStateOfThisVersion() {
        final DomainClock clock = read("""
                {"version":2,"nextDay":"2019-06-05","readyBefore":"2019-06-07","newestDay":"2019-06-09",
                 "publishFrom":"2019-06-03","late":{"before":1,"ofDays":{"2019-06-03":2}},"filling":false,
                 "checkpoints":[{"day":"2019-06-01","writtenMs":0,"parts":0}]}
                """);
        assertThat(clock.stale()).isTrue();
        assertThat(clock.revision(LocalDate.of(2019, 6, 4), 0)).isEqualTo(3);
        assertThat(clock.backAtCheckpoint().nextDay()).isEqualTo(LocalDate.of(2019, 6, 1));
    }

    /// Version 1 as programs before wrote it: no way back before its next day, everything else goes on.
    @Test
    void readsTheStateOfOlderPrograms() {
        final DomainClock clock = read("""
                {"nextDay":"2019-06-05","readyBefore":"2019-06-07","newestDay":"2019-06-09","revision":0}
                """);
        assertThat(clock.nextDay()).isEqualTo(DAY);
        assertThat(clock.ready()).isTrue();
        assertThat(clock.stale()).isFalse();
        assertThat(clock.reachableFrom(30)).isEqualTo(DAY.plusDays(2));
        assertThat(clock.checkpointDue(5)).isTrue();
        final DomainClock later = clock.afterDay().withCheckpoint(new Checkpoint(DAY.plusDays(1), 1, 1), 30);
        assertThat(later.reachableFrom(30)).isEqualTo(DAY.plusDays(1));
    }

    @Test
    void refusesTheStateOfNewerProgramsAndSaysWhatToDo() {
        assertThatThrownBy(() -> read("{\"version\":3}"))
                .isInstanceOf(SerializationException.class)
                .hasMessage("the state of a domain in clock is of version 3, this program reads versions 1 to 2: "
                        + "update it");
        assertThatThrownBy(() -> read("{\"nextDay\":\"never\"}"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("the clock of a domain in clock cannot be read");
    }
}
