package org.fluxwatch.publish.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.publish.DetailedDays;
import org.fluxwatch.publish.daily.RollupName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollupLoopTest {
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);
    private static final YearMonth MAY = YearMonth.of(2019, 5);
    private static final RollupLoop.Pace PACE =
            new RollupLoop.Pace(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMillis(100));

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private RollupLoop loop(RollupLoop.Pace pace) {
        return new RollupLoop(new Rollups(folder.resolve("products")), _ -> {}, 400, pace, registry);
    }

    private double count(String name) {
        return registry.counter(name).count();
    }

    private Path may() {
        return RollupName.month(folder.resolve("products"), "plane", MAY);
    }

    @Test
    void makesWhatIsStaleAtTheStartAndABurstOfDaysOnce() throws IOException, InterruptedException {
        DetailedDays.write(folder, "plane", List.of(FIRST), 0, 2);
        try (RollupLoop loop = loop(PACE)) {
            loop.start(Set.of("plane", "regular"));
            assertThat(loop.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(may()).exists();
            assertThat(count("fluxwatch_publish_rollups")).isEqualTo(2);
            for (int day = 1; day < 5; day++) {
                DetailedDays.write(folder, "plane", List.of(FIRST.plusDays(day)), 0, 2);
                loop.mark("plane", FIRST.plusDays(day));
            }
            assertThat(loop.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(count("fluxwatch_publish_rollups")).isBetween(4.0, 8.0);
            assertThat(count("fluxwatch_publish_rollup_failures")).isZero();
        }
    }

    @Test
    void whatCannotBeSignedShowsUntilItCan() throws IOException, InterruptedException {
        DetailedDays.write(folder, "plane", List.of(FIRST), 0, 2);
        final AtomicBoolean isFull = new AtomicBoolean(true);
        try (RollupLoop loop = new RollupLoop(
                new Rollups(folder.resolve("products")),
                _ -> {
                    if (isFull.get()) throw new IOException("no space left");
                },
                400,
                PACE,
                registry)) {
            assertThat(loop.part().state()).isEqualTo(Health.State.UP);
            loop.start(Set.of("plane"));
            while (loop.part().state() == Health.State.UP) Thread.sleep(20);
            assertThat(loop.part().state()).isEqualTo(Health.State.WAITING);
            assertThat(loop.part().detail())
                    .isEqualTo("months and years cannot be made, tried again: plane: no space left");
            assertThat(registry.get("fluxwatch_publish_rollups_failing").gauge().value())
                    .isEqualTo(1);
            isFull.set(false);
            assertThat(loop.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(loop.part().state()).isEqualTo(Health.State.UP);
            assertThat(registry.get("fluxwatch_publish_rollups_failing").gauge().value())
                    .isZero();
        }
    }

    @Test
    void whatIsMarkedIsMadeBeforeItCloses() throws IOException {
        final RollupLoop.Pace slow = new RollupLoop.Pace(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(1));
        final RollupLoop loop = loop(slow);
        loop.start(Set.of());
        DetailedDays.write(folder, "plane", List.of(FIRST), 0, 2);
        loop.mark("plane", FIRST);
        assertThat(may()).doesNotExist();
        loop.close();
        assertThat(may()).exists();
    }

    @Test
    void aDiskThatFailsIsCountedAndTriedAgain() throws IOException, InterruptedException {
        DetailedDays.write(folder, "plane", List.of(FIRST), 0, 2);
        Files.createDirectories(may().resolve("in-the-way"));
        try (RollupLoop loop = loop(PACE)) {
            loop.start(Set.of("plane"));
            final long until = System.nanoTime() + 20_000_000_000L;
            while (count("fluxwatch_publish_rollup_failures") < 2 && System.nanoTime() < until) Thread.sleep(20);
            assertThat(count("fluxwatch_publish_rollup_failures")).isGreaterThanOrEqualTo(2);
            Files.delete(may().resolve("in-the-way"));
            Files.delete(may());
            assertThat(loop.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(may()).isRegularFile();
        }
    }

    @Test
    void aDomainThatFailsDoesNotSlowTheOthers() throws IOException, InterruptedException {
        DetailedDays.write(folder, "plane", List.of(FIRST), 0, 2);
        Files.createDirectories(may().resolve("in-the-way"));
        final RollupLoop.Pace pace =
                new RollupLoop.Pace(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofHours(1));
        try (RollupLoop loop = loop(pace)) {
            loop.start(Set.of("plane"));
            waitUntil(() -> count("fluxwatch_publish_rollup_failures") == 1);
            DetailedDays.write(folder, "regular", List.of(FIRST), 0, 2);
            loop.mark("regular", FIRST);
            final Path other = RollupName.year(folder.resolve("products"), "regular", 2019);
            waitUntil(() -> Files.exists(other));
            assertThat(other).isRegularFile();
            assertThat(count("fluxwatch_publish_rollup_failures")).isOne();
        }
    }

    private static void waitUntil(BooleanSupplier reached) throws InterruptedException {
        final long until = System.nanoTime() + 20_000_000_000L;
        while (!reached.getAsBoolean() && System.nanoTime() < until) Thread.sleep(20);
    }
}
