package org.fluxwatch.deploy.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Samples;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

class BooksTest {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 3);
    private static final String NAME = "a.nc4";
    private static final GranuleVersion FIRST = version(1);
    private static final Settings SETTINGS = SettingsLoader.parse("""
            domains:
              small:
                start: 2019-05-01
                grid: {kind: lat-lon, west: 100, south: 20, cell-degrees: 2, columns: 20, rows: 15}
                inputs: {meteorology: {kind: synthetic}, prior: {kind: synthetic}, boundary: {kind: synthetic}}
            """, "test", Map.of());

    private final Books books = new Books();
    private long offset;
    private boolean cutOff;
    private ProductAnswer product = new ProductAnswer.None();

    private static GranuleVersion version(int revision) {
        return GranuleVersion.of("B1", "240101000000", revision);
    }

    private static GranuleState state(Outcome outcome, int soundings, Map<String, Integer> rejected, int count) {
        return new GranuleState(
                NAME,
                Sensor.OCO2,
                DAY,
                FIRST,
                outcome,
                "",
                soundings,
                rejected,
                outcome == Outcome.PUBLISHED ? Map.of("small", count) : Map.of(),
                Co2Scale.X2007);
    }

    private static Superobservation superobservation(GranuleVersion version, int n) {
        return new Superobservation(
                "small",
                Sensor.OCO2,
                DAY,
                NAME,
                version,
                "s" + n,
                ViewMode.NADIR,
                Instant.parse("2019-05-03T05:00:00Z"),
                30,
                110,
                410,
                0.5,
                Samples.SUPEROBSERVATION.column(),
                2,
                false,
                Set.of(),
                Co2Scale.X2007);
    }

    private static DayComplete closing(GranuleVersion version, int count) {
        return new DayComplete(
                "small",
                Sensor.OCO2,
                DAY,
                NAME,
                version,
                count,
                2 * count + 3,
                Map.of("fill-value", 1, "outside-domain", 2),
                Set.of(),
                Co2Scale.X2007);
    }

    private RecordPlace place() {
        return new RecordPlace("observations", 0, offset++);
    }

    private void put(ObservationRecord record) {
        books.add(record, place());
    }

    /// With as many superobservations of two soundings each, two outside and one rejected.
    private void publish(GranuleVersion version, int count) {
        for (int n = 0; n < count; n++) put(superobservation(version, n));
        put(closing(version, count));
    }

    private void enter(int count) {
        books.add(state(Outcome.PUBLISHED, 2 * count + 3, Map.of("fill-value", 1), count));
    }

    private static AnalysisIdentity identity(LocalDate day, int revision) {
        return new AnalysisIdentity("small", AssimilationSystem.FILTER, day, revision);
    }

    private static Innovation innovation(int revision, int n, Status status) {
        final Innovation.Observation like = Samples.INNOVATION.observation();
        return new Innovation(
                identity(DAY, revision),
                new Innovation.Observation(
                        Sensor.OCO2,
                        NAME,
                        "s" + n,
                        like.mode(),
                        like.position(),
                        like.ppm(),
                        like.errorPpm(),
                        2,
                        Set.of()),
                Innovation.Simulated.NONE,
                status,
                Innovation.Filter.NONE);
    }

    private static DailyAnalysis analysis(LocalDate day, int revision, GranuleVersion... versions) {
        final DailyAnalysis like = Samples.DAILY_ANALYSIS;
        return new DailyAnalysis(
                identity(day, revision),
                new DailyAnalysis.Sources(
                        java.util.Arrays.stream(versions)
                                .map(version ->
                                        new DailyAnalysis.Granule(NAME, Sensor.OCO2, version, 1, Co2Scale.X2007))
                                .toList(),
                        Set.of(),
                        Set.of(),
                        Map.of()),
                like.counts(),
                like.regions(),
                like.fields(),
                like.diagnostics());
    }

    private Balance balance() {
        return books.balance(
                SETTINGS,
                new Books.Losses() {
                    @Override
                    public boolean isCutOff(String topic, String domain) {
                        return cutOff;
                    }

                    @Override
                    public ProductAnswer product(AnalysedDomain analysed, LocalDate day) {
                        return product;
                    }
                },
                LocalDate.MIN,
                LocalDate.MAX);
    }

    private Map<String, Integer> fates(Balance balance) {
        return balance.granules()
                .getFirst()
                .domains()
                .getLast()
                .analyses()
                .getFirst()
                .superobservations();
    }

    @Test
    void balanceWhenEverySoundingIsAccountedFor() {
        publish(FIRST, 3);
        enter(3);
        books.add(innovation(0, 0, Status.ASSIMILATED));
        books.add(innovation(0, 1, Status.GATED));
        books.add(innovation(0, 2, Status.WITHHELD));
        books.add(analysis(DAY, 0, FIRST));
        final Balance balance = balance();
        assertThat(balance.problems()).isEmpty();
        assertThat(balance.granules().getFirst().accepted()).isEqualTo(8);
        assertThat(fates(balance)).isEqualTo(Map.of("assimilated", 1, "gated", 1, "withheld", 1));
    }

    @Test
    void sayWhatWaits() {
        publish(FIRST, 3);
        enter(3);
        final Balance balance = balance();
        assertThat(balance.problems()).isEmpty();
        assertThat(fates(balance)).isEqualTo(Map.of("waiting", 3));
    }

    @Test
    void countTheLastAnalysisOfADay() {
        publish(FIRST, 1);
        enter(1);
        books.add(innovation(0, 0, Status.GATED));
        books.add(analysis(DAY, 0, FIRST));
        books.add(innovation(1, 0, Status.ASSIMILATED));
        books.add(analysis(DAY, 1, FIRST));
        assertThat(fates(balance())).isEqualTo(Map.of("assimilated", 1));
    }

    @Test
    void waitForAnAnalysisOfTheRevision() {
        publish(version(0), 1);
        publish(FIRST, 1);
        enter(1);
        books.add(innovation(0, 0, Status.ASSIMILATED));
        books.add(analysis(DAY, 0, version(0)));
        final Balance balance = balance();
        assertThat(balance.problems()).isEmpty();
        assertThat(fates(balance)).isEqualTo(Map.of("waiting", 1));
        assertThat(balance.granules().getFirst().domains().getFirst().standing())
                .isEqualTo("replaced");
    }

    @Test
    void tellWhatCameTooLate() {
        publish(FIRST, 1);
        enter(1);
        books.add(analysis(DAY, 0));
        books.add(analysis(DAY.plusYears(1), 0));
        assertThat(fates(balance())).isEqualTo(Map.of("too-late", 1));
    }

    @Test
    void balanceWithWhatIsTakenBack() {
        publish(FIRST, 1);
        put(new Retraction("small", Sensor.OCO2, DAY, NAME, FIRST));
        books.add(state(Outcome.RETRACTED, 0, Map.of(), 0));
        final Balance balance = balance();
        assertThat(balance.problems()).isEmpty();
        assertThat(balance.granules().getFirst().domains().getFirst().standing())
                .isEqualTo("taken-back");
    }

    @Test
    void takeATransactionThatWasSentTwiceForOne() {
        publish(FIRST, 2);
        publish(FIRST, 2);
        enter(2);
        assertThat(balance().problems()).isEmpty();
    }

    @Test
    void countDeadLettersUntilTheyAreSentAgain() {
        put(superobservation(FIRST, 0));
        final RecordPlace bad = place();
        books.addUnreadable("small", bad, "no JSON");
        put(closing(FIRST, 2));
        enter(2);
        books.addDeadLetter(bad.toString());
        final Balance balance = balance();
        assertThat(balance.problems()).isEmpty();
        assertThat(fates(balance)).isEqualTo(Map.of("dead-letter", 1, "incomplete", 1));
    }

    @Test
    void countWhatCameFromTheDeadLetters() {
        put(superobservation(FIRST, 0));
        final RecordPlace bad = place();
        books.addUnreadable("small", bad, "of a newer program");
        put(closing(FIRST, 2));
        put(superobservation(FIRST, 1));
        enter(2);
        books.addDeadLetter(bad.toString());
        final Balance balance = balance();
        assertThat(balance.problems()).isEmpty();
        assertThat(fates(balance)).isEqualTo(Map.of("waiting", 2));
    }

    @Test
    void doNotBalanceWhenASuperobservationIsGone() {
        put(superobservation(FIRST, 0));
        put(closing(FIRST, 2));
        enter(2);
        assertThat(balance().problems())
                .containsExactly(
                        "a.nc4 (B1/240101000000/1) has 1 of 2 superobservations on the topic in domain small, and"
                                + " 0 dead letters");
    }

    @Test
    void doNotBalanceWhenAnAnalysisSaysNothingOfASuperobservation() {
        publish(FIRST, 2);
        enter(2);
        books.add(innovation(0, 0, Status.ASSIMILATED));
        books.add(analysis(DAY, 0, FIRST));
        final Balance balance = balance();
        assertThat(balance.problems()).singleElement().asString().contains("has 2 superobservations in domain small");
        assertThat(fates(balance)).isEqualTo(Map.of("assimilated", 1, "unexplained", 1));
    }

    @Test
    void doNotBalanceWhenTheLedgerAndTheTopicDisagree() {
        publish(FIRST, 2);
        books.add(state(Outcome.PUBLISHED, 8, Map.of("fill-value", 1), 3));
        assertThat(balance().problems()).hasSize(2);
    }

    @Test
    void doNotBalanceWhenWhatWasTakenBackStillCounts() {
        publish(FIRST, 1);
        books.add(state(Outcome.RETRACTED, 0, Map.of(), 0));
        assertThat(balance().problems())
                .containsExactly(
                        "a.nc4 (B1/240101000000/1) is RETRACTED by the ledger, but still counts in domain small in"
                                + " version B1/240101000000/1");
    }

    @Test
    void doNotBalanceWhenAPublishedGranuleIsNowhere() {
        enter(2);
        assertThat(balance().problems()).singleElement().asString().contains("but not on the topic observations");
    }

    @Test
    void sayThatKafkaHasForgotten() {
        cutOff = true;
        enter(2);
        final Balance balance = balance();
        assertThat(balance.problems()).isEmpty();
        assertThat(balance.granules().getFirst().domains().getFirst().standing())
                .isEqualTo("no-longer-in-kafka");
    }

    @Test
    void askTheProductsForWhatKafkaHasForgotten() {
        cutOff = true;
        publish(FIRST, 1);
        enter(1);
        product = new ProductAnswer.Day(analysis(DAY, 0, FIRST), List.of(innovation(0, 0, Status.GATED)));
        final GranuleBook.AnalysisBook analysed =
                balance().granules().getFirst().domains().getFirst().analyses().getFirst();
        assertThat(analysed.superobservations()).isEqualTo(Map.of("gated", 1));
        assertThat(analysed.from()).isEqualTo("products");
    }

    @Test
    void putWhatIsLeftOfAGranuleAsideWithIt() {
        books.add(state(Outcome.QUARANTINED, 8, Map.of("pressure-weights", 6), 0));
        final Balance balance = balance();
        assertThat(balance.problems()).isEmpty();
        assertThat(balance.granules().getFirst().rejected()).isEqualTo(Map.of("pressure-weights", 6, "put-aside", 2));
    }

    /// As of a cluster that was lost, and goes on from a later day.
    @Test
    void aDayThatKafkaHasNeverHadIsReadFromItsProduct() {
        enter(1);
        publish(FIRST, 1);
        product = new ProductAnswer.Day(analysis(DAY, 1, FIRST), List.of(innovation(1, 0, Status.ASSIMILATED)));
        assertThat(fates(balance())).containsExactly(Map.entry("assimilated", 1));
    }

    @Test
    void aGranuleThatItsDaysProductDoesNotHaveWaits() {
        enter(1);
        publish(FIRST, 1);
        product = new ProductAnswer.Day(analysis(DAY, 1, version(2)), List.of(innovation(1, 0, Status.ASSIMILATED)));
        assertThat(fates(balance())).containsExactly(Map.entry("waiting", 1));
    }
}
