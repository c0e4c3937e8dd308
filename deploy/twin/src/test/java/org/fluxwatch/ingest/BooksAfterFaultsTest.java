package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.errors.TimeoutException;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.books.Balance;
import org.fluxwatch.deploy.books.Books;
import org.fluxwatch.deploy.books.GranuleBook;
import org.fluxwatch.deploy.books.ProductAnswer;
import org.fluxwatch.deploy.books.RecordPlace;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;
import org.fluxwatch.deploy.twin.archive.Faults;
import org.fluxwatch.deploy.twin.archive.Hostility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Thousands of granules from an archive that does all it can do wrong, through the stage: every sounding is accounted
/// for in the end.
class BooksAfterFaultsTest extends StageWithoutBroker {
    private static final int LOOKS = 40;
    private static final int GRANULES_A_LOOK = 60;
    private static final LocalDate FIRST = LocalDate.of(2016, 1, 1);

    /// No file here harms whoever reads it, and a process to read each of thousands takes long.
    private static final String HERE = "fluxwatch.read-files-here";

    private final Random chance = new Random(17);
    private final List<Path> published = new ArrayList<>();
    private int days;
    private int productions;

    @BeforeEach
    void readFilesHere() {
        System.setProperty(HERE, "true");
    }

    @AfterEach
    void readFilesElsewhere() {
        System.clearProperty(HERE);
    }

    @Test
    void balanceAfterThousandsOfGranulesAndEveryFaultOfTheArchive() throws Exception {
        final Path archive = Files.createDirectories(folder.resolve("archive"));
        try (ArchiveServer server = new ArchiveServer(archive, 0, new Access.Open(), () -> now)) {
            final Settings settings = settings("archive: {kind: http, cmr-url: '" + server.url()
                    + "', products: [OCO2_L2_Lite_FP], attempts: 1, request-timeout: PT2S}");
            ArchiveWatch watch = watch(settings);
            for (int look = 0; look < LOOKS; look++) {
                for (int n = 0; n < GRANULES_A_LOOK; n++) publish(server, archive);
                disturb(server, look);
                watch.look();
                server.faults().behave();
                whileSending = _ -> {};
                now = now.plus(Duration.ofHours(13));
                if (look % 10 == 9) watch = watch(settings); // a restart, which knows the ledger
            }
            for (int look = 0; look < 8; look++) { // what was put aside for now comes again
                now = now.plus(Duration.ofDays(8));
                watch.look();
            }
            final Balance balance = books().balance(settings, WHOLE, LocalDate.MIN, LocalDate.MAX);
            assertThat(balance.problems()).isEmpty();
            assertThat(balance.granules()).hasSizeGreaterThan(2_000);
            assertThat(outcomesOf(balance).keySet())
                    .contains(
                            GranuleState.Outcome.PUBLISHED,
                            GranuleState.Outcome.QUARANTINED,
                            GranuleState.Outcome.RETRACTED);
            assertThat(balance.granules().stream()
                            .mapToLong(GranuleBook::accepted)
                            .sum())
                    .isPositive();
            assertThat(balance.granules().stream()
                            .flatMap(granule -> granule.domains().stream())
                            .map(GranuleBook.DomainBook::standing)
                            .distinct())
                    .containsExactlyInAnyOrder("counts", "replaced", "taken-back");
        }
    }

    private static Map<GranuleState.Outcome, Long> outcomesOf(Balance balance) {
        final Map<GranuleState.Outcome, Long> outcomes = new TreeMap<>();
        for (GranuleBook granule : balance.granules()) outcomes.merge(granule.outcome(), 1L, Long::sum);
        return outcomes;
    }

    private static final Books.Losses WHOLE = new Books.Losses() {
        @Override
        public boolean isCutOff(String topic, String domain) {
            return false;
        }

        @Override
        public ProductAnswer product(AnalysedDomain analysed, LocalDate day) {
            return new ProductAnswer.None();
        }
    };

    /// Mostly a new day; now and then a newer or older production, another revision or a deletion.
    private void publish(ArchiveServer server, Path archive) throws IOException {
        final int what = published.isEmpty() ? 0 : chance.nextInt(100);
        final Instant revised = now.minusSeconds(600).plusSeconds(productions);
        if (what < 85) server.publish(write(archive, FIRST.plusDays(days++)), revised);
        else if (what < 92) server.publish(write(archive, FIRST.plusDays(chance.nextInt(days))), revised);
        else {
            final Path known = published.get(chance.nextInt(published.size()));
            if (what < 97) {
                fill(known, day(known));
                server.publish(known, revised);
            } else
                try {
                    server.retract(known.getFileName().toString(), revised);
                } catch (IllegalArgumentException _) {
                    // is retracted already
                }
        }
    }

    private static LocalDate day(Path file) {
        final String digits = file.getFileName().toString().substring(11, 17);
        return LocalDate.of(
                2000 + Integer.parseInt(digits.substring(0, 2)),
                Integer.parseInt(digits.substring(2, 4)),
                Integer.parseInt(digits.substring(4)));
    }

    private Path write(Path archive, LocalDate day) throws IOException {
        productions++;
        final String produced = "2401"
                + "%02d%02d%02d%02d"
                        .formatted(
                                1 + chance.nextInt(28),
                                productions / 3600 % 24,
                                productions / 60 % 60,
                                productions % 60);
        final Path file = archive.resolve(name(day, produced));
        published.add(file);
        fill(file, day);
        return file;
    }

    /// Sound, spoiled in some soundings, lacking a variable, of another day, without soundings, or no file at all.
    private void fill(Path file, LocalDate day) throws IOException {
        final int kind = chance.nextInt(100);
        final int soundings = 3 + chance.nextInt(6);
        final LocalDate of = kind == 0 ? day.plusDays(40) : day;
        final SyntheticLite lite =
                new SyntheticLite(soundings, of.atStartOfDay(ZoneOffset.UTC).toInstant());
        for (int s = 0; s < soundings; s++)
            switch (chance.nextInt(8)) {
                case 0 -> lite.set("xco2_quality_flag", s, 1);
                case 1 -> lite.set("xco2", s, -999999);
                case 2 -> lite.set("latitude", s, -60);
                case 3 -> lite.set("longitude", s, -110);
                case 4 -> {
                    if (kind < 30) lite.set("pressure_weight", s, 7);
                }
                default -> {}
            }
        switch (kind) {
            case 1 -> lite.without("xco2_averaging_kernel").write(file);
            case 2 -> Files.write(file, new byte[] {1, 2, 3});
            case 3 -> {
                lite.write(file);
                final byte[] bytes = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            }
            case 4 -> {
                for (int s = 0; s < soundings; s++) lite.set("pressure_weight", s, 7);
                lite.write(file);
            }
            default -> lite.write(file);
        }
    }

    private void disturb(ArchiveServer server, int look) {
        if (look % 4 == 3) {
            final Hostility[] kinds = Hostility.values();
            server.faults().misbehave(kinds[look / 4 % kinds.length]);
        }
        switch (look % 5) {
            case 0, 1, 2 -> {
                final Faults.Damage[] kinds = Faults.Damage.values();
                server.faults().damageNext(kinds[look % kinds.length]);
            }
            case 3 -> server.faults().refuseNext(1 + chance.nextInt(3), chance.nextBoolean() ? 429 : 503, 1);
            default -> {
                final int[] left = {2};
                whileSending = _ -> {
                    if (left[0] > 0 && chance.nextInt(50) == 0 && left[0]-- > 0)
                        throw new TimeoutException("the broker is away");
                };
            }
        }
    }

    /// What was committed, as it would be read from the topics.
    private Books books() {
        final Books books = new Books();
        final long[] offset = {0};
        states().forEach(books::add);
        observations().forEach(record -> books.add(record, new RecordPlace("observations", 0, offset[0]++)));
        return books;
    }
}
