package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.archive.FakeArchive;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.ingest.catalog.Granule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsAheadTest {
    @TempDir
    Path folder;

    private static Granule granule(FakeArchive archive, int day) {
        final String name = "oco2_LtCO2_1905%02d_B11210Ar_240101000000s.nc4".formatted(day);
        return new Granule(
                name,
                Sensor.OCO2,
                LocalDate.of(2019, 5, day),
                GranuleVersion.of("B11210Ar", "240101000000", 1),
                new GranuleSource.Remote(
                        archive.uri("/data/" + name), OptionalLong.empty(), Optional.empty(), Optional.empty()));
    }

    /// Each of the first three is answered only once all three are asked for.
    @Test
    void runAsManyAtATimeAsSettingsSayAndNoMore() throws Exception {
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final CountDownLatch three = new CountDownLatch(3);
        try (FakeArchive archive = new FakeArchive();
                EarthdataSession session =
                        new EarthdataSession(archive.settings("parallel-downloads: 3"), millis -> {})) {
            archive.on("/data", exchange -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                three.countDown();
                await(three);
                inside.decrementAndGet();
                FakeArchive.answer(exchange, 401, "");
            });
            final List<Granule> granules = IntStream.rangeClosed(1, 20)
                    .mapToObj(day -> granule(archive, day))
                    .toList();
            final Download download = new Download(session, folder, millis -> {});
            try (DownloadsAhead ahead = new DownloadsAhead(download, granules)) {
                for (Granule granule : granules)
                    assertThatThrownBy(() -> ahead.take(granule))
                            .isInstanceOf(ArchiveException.class)
                            .hasMessageContaining(granule.name());
            }
            assertThat(archive.asked).hasSize(20);
            assertThat(most.get()).isEqualTo(3);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) throw new IOException("nobody else came");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
