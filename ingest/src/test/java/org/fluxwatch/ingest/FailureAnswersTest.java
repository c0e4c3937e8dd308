package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fluxwatch.contract.archive.FakeArchive.answer;

import com.sun.net.httpserver.HttpHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.ingest.FailureAnswer.Doubtful;
import org.fluxwatch.ingest.FailureAnswer.PutAside;
import org.fluxwatch.ingest.FailureAnswer.Reason;
import org.fluxwatch.ingest.FailureAnswer.Wait;
import org.fluxwatch.ingest.catalog.Deletion;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.fluxwatch.ingest.catalog.LeftAlone;
import org.fluxwatch.ingest.catalog.ProductRemark;
import org.fluxwatch.ingest.outbound.FatalKafkaException;
import org.fluxwatch.ingest.outbound.RefusedRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// No item ends the stage, and none stops those behind it.
class FailureAnswersTest extends StageWithoutBroker {
    private static final GranuleSource LOCAL = new GranuleSource.LocalFile(Path.of("x.nc4"));
    private static final GranuleSource REMOTE = remote("https://example.nasa.gov/x.nc4");

    private static GranuleSource.Remote remote(String address) {
        return new GranuleSource.Remote(URI.create(address), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    static Stream<Arguments> answers() {
        final var refused = new ArchiveException(ArchiveException.Reason.REFUSED, "403", null);
        final var disk = new ArchiveException(ArchiveException.Reason.DISK, "full", null);
        return Stream.of(
                Arguments.of(refused, REMOTE, new Doubtful(refused)),
                Arguments.of(disk, REMOTE, new Wait(disk)),
                Arguments.of(disk, LOCAL, new Doubtful(disk)),
                Arguments.of(
                        new ArchiveException(ArchiveException.Reason.FILE, "broke off", null),
                        REMOTE,
                        new PutAside(Reason.NOT_FETCHED, "broke off")),
                Arguments.of(
                        new RefusedRecordException("too large"),
                        LOCAL,
                        new PutAside(Reason.REFUSED_RECORD, "too large")),
                Arguments.of(
                        new IllegalArgumentException("no such\nday"),
                        LOCAL,
                        new PutAside(Reason.IMPOSSIBLE_RECORD, "makes an impossible record: no such day")),
                fault(new NullPointerException("x"), "java.lang.NullPointerException: x"),
                fault(new StackOverflowError(), "java.lang.StackOverflowError"),
                fault(new OutOfMemoryError("Java heap space"), "java.lang.OutOfMemoryError: Java heap space"),
                fault(new NoClassDefFoundError("a/B"), "java.lang.NoClassDefFoundError: a/B"));
    }

    private static Arguments fault(Throwable failure, String told) {
        return Arguments.of(failure, REMOTE, new PutAside(Reason.FAULT, "makes the program fail: " + told));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void hasAnAnswerToEverything(Throwable failure, GranuleSource source, FailureAnswer expected) throws Exception {
        assertThat(FailureAnswers.of(failure, "x.nc4", source)).isEqualTo(expected);
    }

    @Test
    void passesOnWhatEndsTheStage() {
        assertThatThrownBy(() -> FailureAnswers.passOn(new InterruptedException()))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> FailureAnswers.passOn(new InterruptException("x")))
                .isInstanceOf(InterruptException.class);
        Thread.interrupted();
        assertThatThrownBy(() -> FailureAnswers.passOn(new FatalKafkaException("fenced")))
                .isInstanceOf(FatalKafkaException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> FailureAnswers.passOn(new IllegalStateException("the file was closed")))
                .isInstanceOf(InterruptedException.class);
    }

    private List<String> daysAndOutcomes() {
        return states().stream()
                .map(state -> state.day().getDayOfMonth() + " " + state.outcome())
                .toList();
    }

    private void failWhileSending(LocalDate day, Throwable failure) {
        whileSending = message -> {
            final boolean closes = message.topic().equals("observations");
            if (closes && new String(message.value(), StandardCharsets.UTF_8).contains(day.toString()))
                FailureAnswersTest.<RuntimeException>throwAsItIs(failure);
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAsItIs(Throwable failure) throws T {
        throw (T) failure;
    }

    static Stream<Arguments> ofOneGranule() {
        return Stream.of(
                Arguments.of(new StackOverflowError(), "fault"),
                Arguments.of(new OutOfMemoryError(), "fault"),
                Arguments.of(new IllegalStateException("a bug"), "fault"),
                Arguments.of(new RecordTooLargeException("1,000,001 bytes"), "refused-record"));
    }

    @ParameterizedTest
    @MethodSource("ofOneGranule")
    void aFailureOfOneGranulePutsThatOneAsideAlone(Throwable failure, String reason) throws Exception {
        for (int day = 0; day < 3; day++)
            soundings(DAY.plusDays(day)).write(lite.resolve(name(DAY.plusDays(day), "240101000000")));
        failWhileSending(DAY.plusDays(1), failure);
        watch(folderSettings()).look();
        assertThat(daysAndOutcomes()).containsExactly("1 PUBLISHED", "2 QUARANTINED", "3 PUBLISHED");
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_put_aside_total{item=\"granule\",reason=\"" + reason + "\"} 1.0");
        assertThat(folder.resolve("data/ingest/quarantine")).isDirectoryContaining("glob:**190502*.reason.txt");
        assertThat(health.ready()).isTrue();
    }

    @Test
    void whatMayPassIsTriedAgainWithGrowingPausesAndCountedOnce() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        failWhileSending(DAY, new OutOfMemoryError());
        final ArchiveWatch watch = watch(folderSettings());
        final List<Long> hours = new ArrayList<>();
        final Instant start = now;
        for (int hour = 0; hour < 400; hour++) {
            now = start.plus(Duration.ofHours(hour));
            final int before = states().size();
            watch.look();
            if (states().size() > before) hours.add((long) hour);
        }
        assertThat(hours).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 255L); // then a week
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_put_aside_total{item=\"granule\",reason=\"fault\"} 1.0")
                .contains("fluxwatch_ingest_granules_total{outcome=\"quarantined\",sensor=\"oco2\"} 1.0")
                .contains("fluxwatch_ingest_granules_to_try_again 1.0");
        whileSending = message -> {};
        now = start.plus(Duration.ofHours(255 + 168));
        watch.look();
        assertThat(daysAndOutcomes()).endsWith("1 PUBLISHED");
        assertThat(folder.resolve("data/ingest/quarantine")).isEmptyDirectory();
        assertThat(registry.scrape()).contains("fluxwatch_ingest_granules_to_try_again 0.0");
    }

    @Test
    void aRestartKnowsWhenToTryAgain() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        failWhileSending(DAY, new OutOfMemoryError());
        watch(folderSettings()).look();
        final ProducerRecord<byte[], byte[]> entered = sent().getLast();
        assertThat(new String(entered.headers().lastHeader("fluxwatch-again").value(), StandardCharsets.UTF_8))
                .isEqualTo("1 2025-02-01T09:00:00Z");
    }

    private static void busy(Listing listing, LocalDate day, HttpHandler handler) {
        listing.archive.on("/data/" + name(day, "240101000000"), handler);
    }

    private Listing listing(int days) throws Exception {
        final Listing listing = new Listing();
        for (int day = 0; day < days; day++) listing.list(DAY.plusDays(day), "240101000000", 1, "2024-01-02T00:00:00Z");
        return listing;
    }

    @Test
    void aFileThatIsNotThereIsPutAsideAtOnceAndTakenLater() throws Exception {
        try (Listing listing = listing(2)) {
            busy(listing, DAY, exchange -> answer(exchange, 404, ""));
            final ArchiveWatch watch = watch(listing.settings());
            watch.look();
            watch.look();
            assertThat(daysAndOutcomes()).containsExactly("1 QUARANTINED", "2 PUBLISHED");
            assertThat(health.ready()).isTrue();
            listing.list(DAY, "240101000000", 1, "2024-01-02T00:00:00Z");
            now = now.plus(Duration.ofHours(1));
            watch.look();
            assertThat(daysAndOutcomes()).containsExactly("1 QUARANTINED", "2 PUBLISHED", "1 PUBLISHED");
        }
    }

    @Test
    void aFileTheArchiveRefusesHoldsUpThoseBehindItForThreeLooks() throws Exception {
        try (Listing listing = listing(3)) {
            busy(listing, DAY, exchange -> answer(exchange, 429, ""));
            final ArchiveWatch watch = watch(listing.settings());
            for (int look = 1; look < GranuleQueue.LOOKS_IN_ORDER; look++) {
                watch.look();
                assertThat(states()).isEmpty();
                assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.WAITING);
                assertThat(health.parts().get("archive").detail())
                        .contains(NAME)
                        .contains("429");
            }
            watch.look();
            assertThat(daysAndOutcomes()).containsExactly("2 PUBLISHED", "1 QUARANTINED", "3 PUBLISHED");
            assertThat(states().get(1).detail()).startsWith("cannot be had: ").contains("429");
            assertThat(health.ready()).isTrue();
            now = now.plus(Duration.ofHours(1));
            watch.look();
            assertThat(daysAndOutcomes()).as("it holds up nobody again").endsWith("3 PUBLISHED", "1 QUARANTINED");
            assertThat(health.ready()).isTrue();
        }
    }

    @Test
    void anArchiveThatRefusesEverythingIsWaitedForAndNothingIsPutAside() throws Exception {
        try (Listing listing = listing(12)) {
            for (int day = 0; day < 12; day++) busy(listing, DAY.plusDays(day), exchange -> answer(exchange, 403, ""));
            final ArchiveWatch watch = watch(listing.settings());
            for (int look = 0; look < 8; look++) watch.look();
            assertThat(states()).isEmpty();
            assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.WAITING);
            for (int day = 0; day < 12; day++)
                listing.list(DAY.plusDays(day), "240101000000", 1, "2024-01-02T00:00:00Z");
            watch.look();
            assertThat(states()).hasSize(12).extracting(GranuleState::day).isSorted();
        }
    }

    @Test
    void manyRefusedFilesInARowStopNobodyForGood() throws Exception {
        try (Listing listing = listing(12)) {
            for (int day = 0; day < 11; day++) busy(listing, DAY.plusDays(day), exchange -> answer(exchange, 403, ""));
            final ArchiveWatch watch = watch(listing.settings());
            for (int look = 0; look < 5; look++) watch.look();
            assertThat(daysAndOutcomes()).hasSize(12).startsWith("12 PUBLISHED");
        }
    }

    @Test
    void aFileGoneBetweenListAndReadingIsNotInTheWay() throws Exception {
        soundings(DAY.plusDays(1)).write(lite.resolve(name(DAY.plusDays(1), "240101000000")));
        watched = catalog -> new With(catalog, new GranuleSource.LocalFile(lite.resolve("gone.nc4")));
        final ArchiveWatch watch = watch(folderSettings());
        for (int look = 0; look < 3; look++) watch.look();
        assertThat(daysAndOutcomes()).containsExactly("2 PUBLISHED", "1 QUARANTINED");
    }

    @Test
    void anAddressThatNobodyCanAskIsPutAside() throws Exception {
        soundings(DAY.plusDays(1)).write(lite.resolve(name(DAY.plusDays(1), "240101000000")));
        for (String address :
                List.of("mailto:x@example.org", "file:///etc/passwd", "ftp://example.org/x", "/relative")) {
            watched = catalog -> new With(catalog, remote(address));
            final ArchiveWatch watch = watch(folderSettings());
            for (int look = 0; look < 3; look++) watch.look();
        }
        assertThat(daysAndOutcomes()).startsWith("1 QUARANTINED", "2 PUBLISHED");
    }

    /// A catalogue that lists one granule more.
    private record With(GranuleCatalog catalog, GranuleSource source) implements GranuleCatalog {
        @Override
        public List<Granule> granules() throws ArchiveException, InterruptedException {
            final GranuleState state = state(GranuleState.Outcome.PUBLISHED);
            final Granule more = new Granule(NAME, state.sensor(), DAY, state.version(), source);
            return Stream.concat(Stream.of(more), catalog.granules().stream()).toList();
        }

        @Override
        public Map<LeftAlone, Integer> leftAlone() {
            return catalog.leftAlone();
        }

        @Override
        public List<ProductRemark> remarks() {
            return List.of();
        }

        @Override
        public List<Deletion> deletions(Instant now) throws ArchiveException, InterruptedException {
            return catalog.deletions(now);
        }
    }

    @Test
    void aFaultOfTheLookItselfIsWaitedForUnlessItStays() throws Exception {
        final boolean[] broken = {true};
        watched = catalog -> new Sometimes(catalog, broken);
        final ArchiveWatch watch = watch(folderSettings());
        watch.look();
        assertThat(health.parts().get("ingest").state()).isEqualTo(Health.State.WAITING);
        assertThat(health.parts().get("ingest").detail()).contains("a bug");
        assertThat(registry.scrape()).contains("fluxwatch_ingest_look_faults_total 1.0");
        broken[0] = false;
        watch.look();
        assertThat(health.ready()).isTrue();
        broken[0] = true;
        for (int look = 1; look < ArchiveWatch.MOST_FAULTS; look++) watch.look();
        assertThatThrownBy(watch::look)
                .hasMessageContaining("failed 10 times in a row")
                .hasMessageContaining("a bug");
    }

    private record Sometimes(GranuleCatalog catalog, boolean[] broken) implements GranuleCatalog {
        @Override
        public List<Granule> granules() throws ArchiveException, InterruptedException {
            if (broken[0]) throw new IllegalStateException("a bug");
            return catalog.granules();
        }

        @Override
        public Map<LeftAlone, Integer> leftAlone() {
            return Map.of();
        }

        @Override
        public List<ProductRemark> remarks() {
            return List.of();
        }

        @Override
        public List<Deletion> deletions(Instant now) {
            return List.of();
        }
    }

    @Test
    void aRetractionThatFailsLeavesTheOthersAlone() throws Exception {
        try (Listing listing = listing(3)) {
            final ArchiveWatch watch = watch(listing.settings());
            watch.look();
            for (int day = 0; day < 2; day++)
                listing.delete(name(DAY.plusDays(day), "240101000000"), "2025-02-01T09:00:00Z");
            failWhileSending(DAY, new IllegalStateException("a bug"));
            now = now.plus(RetractionWatch.INTERVAL);
            watch.look();
            assertThat(daysAndOutcomes()).endsWith("3 PUBLISHED", "2 RETRACTED");
            assertThat(registry.scrape())
                    .contains("fluxwatch_ingest_put_aside_total{item=\"retraction\",reason=\"fault\"} 1.0");
            whileSending = message -> {};
            now = now.plus(RetractionWatch.INTERVAL);
            watch.look();
            assertThat(daysAndOutcomes()).endsWith("2 RETRACTED", "1 RETRACTED");
        }
    }

    @Test
    void aFileOfAnotherDayDoesNotTakeThePlaceOfAGoodOne() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        watch.look();
        soundings(DAY.plusDays(1)).write(lite.resolve(name(DAY, "240301000000")));
        watch.look();
        watch.look();
        assertThat(outcomes()).containsExactly("1 24/1 PUBLISHED", "1 24/1 QUARANTINED");
        assertThat(states())
                .extracting(GranuleState::detail)
                .containsExactly("", "holds soundings of 2019-05-02 by their times, expected 2019-05-01");
        assertThat(states().get(1).rejected()).isEqualTo(Map.of("other-content", 10));
        assertThat(observations())
                .hasSize(3)
                .filteredOn(DayComplete.class::isInstance)
                .hasSize(2);
    }

    @Test
    void whatIsStillToComeByTheClockIsPutAsideUntilItHasCome() throws Exception {
        final LocalDate far = LocalDate.of(2098, 12, 31);
        soundings(far).write(lite.resolve(name(far, "981231000000")));
        soundings(DAY).write(lite.resolve(name(DAY, "260101000000")));
        final ArchiveWatch watch = watch(folderSettings());
        watch.look();
        assertThat(outcomes()).containsExactly("1 26/1 QUARANTINED", "31 98/1 QUARANTINED");
        assertThat(states())
                .extracting(GranuleState::detail)
                .containsExactly(
                        "was produced at 2026-01-01T00:00, expected a time before now, 2025-02-01T08:00:00Z",
                        "is of 2098-12-31, expected a time before now, 2025-02-01T08:00:00Z");
        assertThat(observations()).isEmpty();
        now = Instant.parse("2026-01-01T00:00:00Z"); // the clock had been wrong
        watch.look();
        assertThat(outcomes()).endsWith("1 26/1 PUBLISHED", "31 98/1 QUARANTINED");
    }

    private static DeadLetter letter(String key) {
        final byte[] junk = {1, 2, 3};
        return new DeadLetter(
                "granules",
                0,
                7,
                0,
                "ingest",
                "unreadable-record",
                "junk",
                key.getBytes(StandardCharsets.UTF_8),
                junk,
                new RecordHeaders());
    }

    @Test
    void anUnreadableRecordOfTheLedgerMovesToTheDeadLettersAndStopsNothing() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        letters.add(letter("odd"));
        watch(folderSettings()).look();
        assertThat(sent().getFirst().topic()).isEqualTo("dead-letters");
        assertThat(sent().getFirst().key()).asString(StandardCharsets.UTF_8).isEqualTo("granules/0/7");
        assertThat(sent().get(1).topic()).isEqualTo("granules");
        assertThat(sent().get(1).key()).asString(StandardCharsets.UTF_8).isEqualTo("odd");
        assertThat(sent().get(1).value()).as("a tombstone in its place").isNull();
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_put_aside_total{item=\"ledger-record\",reason=\"unreadable-record\"}");
        assertThat(ledger.state(NAME)).isPresent();
    }

    @Test
    void anUnreadableRecordOfAGranuleGivesItsPlaceToTheLastGoodOne() {
        final LedgerEntry known = new LedgerEntry(state(GranuleState.Outcome.PUBLISHED), Fingerprint.NONE);
        ledgerTopic.add(known);
        letters.add(letter(NAME));
        watch(folderSettings());
        assertThat(states()).containsExactly(known.state());
    }

    @Test
    void saysThatALookIsLeftOutForWantOfTheLedger() throws Exception {
        final ArchiveWatch watch = watch(folderSettings());
        ledgerFailure = new org.apache.kafka.common.errors.TimeoutException("no answer");
        watch.look();
        assertThat(health.ready()).isFalse();
        assertThat(health.parts().get("kafka").detail())
                .startsWith("the ledger (topic granules) cannot be read, this look is left out: ");
        ledgerFailure = null;
        watch.look();
        assertThat(health.ready()).isTrue();
    }
}
