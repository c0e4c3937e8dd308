package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxwatch.contract.archive.FakeArchive.answer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.TimeoutException;
import org.fluxwatch.contract.archive.FakeArchive;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.Granule;
import org.junit.jupiter.api.Test;

class ArchiveWatchTest extends StageWithoutBroker {
    @Test
    void publishesSuperobservationsThenClosesEveryDomain() throws Exception {
        soundings(DAY)
                .set("xco2_quality_flag", 0, 1)
                .set("longitude", 1, -100.5)
                .set("longitude", 2, 0)
                .write(lite.resolve(NAME));
        watch(folderSettings()).look();

        final List<ObservationRecord> observations = observations();
        assertThat(observations)
                .extracting(one -> one.domain() + " " + one.getClass().getSimpleName())
                .containsExactly(
                        "east Superobservation", "east DayComplete", "west Superobservation", "west DayComplete");
        assertThat(((Superobservation) observations.getFirst()).soundings()).isEqualTo(7);
        final DayComplete east = (DayComplete) observations.get(1);
        assertThat(east.superobservations()).isEqualTo(1);
        assertThat(east.soundings()).isEqualTo(10);
        assertThat(east.rejected()).isEqualTo(Map.of("bad-quality-flag", 1, "outside-domain", 2));
        assertThat(((DayComplete) observations.get(3)).rejected())
                .isEqualTo(Map.of("bad-quality-flag", 1, "outside-domain", 8));
        assertThat(states()).singleElement().satisfies(state -> {
            assertThat(state.outcome()).isEqualTo(GranuleState.Outcome.PUBLISHED);
            assertThat(state.granule()).isEqualTo(NAME);
            assertThat(state.soundings()).isEqualTo(10);
            assertThat(state.rejected()).isEqualTo(Map.of("bad-quality-flag", 1));
            assertThat(state.superobservations()).isEqualTo(Map.of("east", 1, "west", 1));
        });
        assertThat(lite.resolve(NAME)).exists();
    }

    @Test
    void closesDomainsWithoutObservationsToo() throws Exception {
        soundings(DAY)
                .with("xco2_quality_flag", new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
                .write(lite.resolve(NAME));
        watch(folderSettings()).look();
        assertThat(observations()).hasSize(2).allSatisfy(one -> assertThat(((DayComplete) one).superobservations())
                .isZero());
    }

    @Test
    void takesDaysInOrderAndEachGranuleOnce() throws Exception {
        final ArchiveWatch watch = watch(folderSettings());
        for (int day : new int[] {3, 1, 2}) {
            final LocalDate date = LocalDate.of(2019, 5, day);
            soundings(date).write(lite.resolve(name(date, "240101000000")));
        }
        watch.look();
        watch.look();
        assertThat(states()).extracting(state -> state.day().getDayOfMonth()).containsExactly(1, 2, 3);
        assertThat(producers.getFirst().commitCount()).isEqualTo(3);
    }

    @Test
    void publishesANewerGranuleAgainAndSupersedesAnOlderOne() throws Exception {
        final ArchiveWatch watch = watch(folderSettings());
        soundings(DAY).write(lite.resolve(name(DAY, "240201000000")));
        watch.look();
        soundings(DAY).write(lite.resolve(name(DAY, "240301000000")));
        soundings(DAY).write(lite.resolve(name(DAY, "240101000000")));
        watch.look();
        assertThat(states())
                .extracting(state -> state.version().produced() + " " + state.outcome())
                .containsExactly("240201000000 PUBLISHED", "240101000000 SUPERSEDED", "240301000000 PUBLISHED");
    }

    @Test
    void knowsAfterARestartWhatIsDone() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        enteredElsewhere(state(GranuleState.Outcome.PUBLISHED));
        watch(folderSettings()).look();
        assertThat(sent()).isEmpty();
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_last_granule_day_seconds{sensor=\"oco2\"} 1.5566688E9");
    }

    @Test
    void quarantinesBadFilesOnceAndGoesOn() throws Exception {
        final LocalDate next = DAY.plusDays(1);
        Files.writeString(lite.resolve(NAME), "<html>login</html>");
        soundings(next).without("xco2_quality_flag").write(lite.resolve(name(next, "240101000000")));
        soundings(next.plusDays(1)).write(lite.resolve(name(next.plusDays(1), "240101000000")));
        final ArchiveWatch watch = watch(folderSettings());
        watch.look();
        watch.look();

        assertThat(states())
                .extracting(state -> state.outcome() + " " + state.detail().split(" \\(")[0])
                .containsExactly(
                        "QUARANTINED is no HDF5 file, begins with '<html>login</html>'",
                        "QUARANTINED lacks the variables xco2_quality_flag",
                        "PUBLISHED ");
        assertThat(states().get(1).rejected()).isEqualTo(Map.of("missing-variables", 10));
        final Path quarantine = folder.resolve("data/ingest/quarantine");
        assertThat(quarantine.resolve(NAME)).hasContent("<html>login</html>");
        assertThat(quarantine.resolve(NAME + ".reason.txt")).content().startsWith(NAME + " is no HDF5 file");
        assertThat(lite.resolve(NAME)).exists();
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_granules_total{outcome=\"quarantined\",sensor=\"oco2\"} 2.0")
                .contains("fluxwatch_ingest_granules_total{outcome=\"published\",sensor=\"oco2\"} 1.0")
                .contains("fluxwatch_ingest_soundings_total{outcome=\"missing-variables\",sensor=\"oco2\"} 10.0")
                .contains("fluxwatch_ingest_soundings_total{outcome=\"accepted\",sensor=\"oco2\"} 10.0")
                .contains("fluxwatch_ingest_poll_duration_seconds_count 2");
        assertThat(registry.scrape())
                .containsPattern(
                        "fluxwatch_ingest_superobservations_total\\{domain=\"east\",sensor=\"oco2\",withheld=");
    }

    /// Settings may let through what the records refuse.
    @Test
    void quarantinesAGranuleOfImpossibleRecordsAndGoesOn() throws Exception {
        final LocalDate next = DAY.plusDays(1);
        soundings(DAY).set("xco2", 3, 1e6).write(lite.resolve(NAME));
        soundings(next).write(lite.resolve(name(next, "240101000000")));
        watch(settings("archive: {kind: folder, folder: '" + lite + "'}\ningest: {greatest-xco2-ppm: 1.0e7}"))
                .look();
        assertThat(states())
                .extracting(GranuleState::outcome)
                .containsExactly(GranuleState.Outcome.QUARANTINED, GranuleState.Outcome.PUBLISHED);
        assertThat(states().getFirst().detail()).startsWith("makes an impossible record: XCO2 of ");
    }

    @Test
    void waitsForAnArchiveThatIsNotThere() throws Exception {
        final ArchiveWatch watch = watch(folderSettings());
        Files.delete(lite);
        watch.look();
        assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.WAITING);
        assertThat(health.parts().get("archive").detail()).contains("is no folder that can be read");
        assertThat(health.live()).isTrue();
        assertThat(registry.scrape()).contains("fluxwatch_ingest_archive_errors_total 1.0");
        Files.createDirectory(lite);
        watch.look();
        assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.UP);
    }

    @Test
    void publishesTheSameGranuleOnceHoweverOftenTheBrokerFails() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        producers.getFirst().sendException = new TimeoutException("no metadata");
        whilePausing = () -> {
            assertThat(health.parts().get("kafka").state()).isEqualTo(Health.State.WAITING);
            if (pauses.size() == 3) producers.getFirst().sendException = null;
        };
        watch.look();
        assertThat(pauses).containsExactly(1000L, 2000L, 4000L);
        assertThat(producers.getFirst().commitCount()).isEqualTo(1);
        assertThat(health.parts().get("kafka").state()).isEqualTo(Health.State.UP);
        assertThat(registry.scrape())
                .contains("fluxwatch_ingest_granules_total{outcome=\"published\",sensor=\"oco2\"} 1.0");
    }

    @Test
    void asksTheLedgerWhetherATransactionWithoutAnswerWasCommitted() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        // it was committed after all
        whilePausing = () -> producers.getFirst().uncommittedRecords().stream()
                .filter(message -> message.topic().equals("granules"))
                .map(message -> Topics.GRANULES.values().deserializer().deserialize("granules", message.value()))
                .forEach(this::enteredElsewhere);
        watch.look();
        assertThat(ledger.state(NAME)).isPresent();
        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().history()).isEmpty();
    }

    @Test
    void publishesAgainWhenATransactionWithoutAnswerWasNotCommitted() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        watch.look();
        assertThat(producers.getLast().commitCount()).isEqualTo(1);
        assertThat(states()).hasSize(1);
    }

    @Test
    void asksTheLedgerAndGoesOnWithAnotherProducerWhereTheBrokerHasForgottenThisOne() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        producers.getFirst().fenceProducer();
        watch.look();
        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().commitCount()).isEqualTo(1);
        assertThat(states()).hasSize(1);
    }

    @Test
    void ingestsFromAnHttpArchiveAndKeepsNoDownloads() throws Exception {
        try (FakeArchive archive = new FakeArchive()) {
            final List<String> items = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                final LocalDate day = DAY.plusDays(i);
                final byte[] file = Files.readAllBytes(soundings(day).write(folder.resolve(name(day, "240101000000"))));
                final String path = "/data/" + name(day, "240101000000");
                archive.on(path, exchange -> answer(exchange, 200, "application/x-hdf5", file));
                items.add(FakeArchive.item(
                        "G" + i,
                        1,
                        "2024-01-0" + (9 - i) + "T00:00:00Z",
                        archive.uri(path).toString(),
                        ""));
            }
            archive.on(
                    "/search/granules.umm_json",
                    exchange -> answer(exchange, 200, FakeArchive.page(items.toArray(String[]::new))));
            final ArchiveWatch watch = watch(settings("archive: {kind: http, cmr-url: '" + archive.uri("")
                    + "', products: [OCO2_L2_Lite_FP.11.2r], attempts: 2}"));
            watch.look();
            assertThat(states())
                    .extracting(state -> state.day().getDayOfMonth() + " " + state.outcome())
                    .containsExactly("1 PUBLISHED", "2 PUBLISHED", "3 PUBLISHED", "4 PUBLISHED");
            assertThat(folder.resolve("data/ingest/downloads")).isEmptyDirectory();
            watch.look();
            assertThat(states()).hasSize(4);
        }
    }

    @Test
    void anHttpArchiveThatFailsHalfWayLosesNothing() throws Exception {
        try (FakeArchive archive = new FakeArchive()) {
            final AtomicBoolean down = new AtomicBoolean(true);
            final List<String> items = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                final LocalDate day = DAY.plusDays(i);
                final byte[] file = Files.readAllBytes(soundings(day).write(folder.resolve(name(day, "240101000000"))));
                final String path = "/data/" + name(day, "240101000000");
                final boolean second = i == 1;
                archive.on(path, exchange -> {
                    if (second && down.get()) answer(exchange, 503, "");
                    else answer(exchange, 200, "application/x-hdf5", file);
                });
                items.add(FakeArchive.item(
                        "G" + i,
                        1,
                        Instant.EPOCH.plusSeconds(i).toString(),
                        archive.uri(path).toString(),
                        ""));
            }
            archive.on(
                    "/search/granules.umm_json",
                    exchange -> answer(exchange, 200, FakeArchive.page(items.toArray(String[]::new))));
            final ArchiveWatch watch = watch(settings("archive: {kind: http, cmr-url: '" + archive.uri("")
                    + "', products: [OCO2_L2_Lite_FP.11.2r], attempts: 2}"));
            watch.look();
            assertThat(states()).extracting(GranuleState::day).containsExactly(DAY);
            assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.WAITING);
            down.set(false);
            watch.look();
            assertThat(states()).extracting(GranuleState::day).containsExactly(DAY, DAY.plusDays(1), DAY.plusDays(2));
        }
    }

    @Test
    void takesBackWhatTheArchiveHasDeletedOnceADay() throws Exception {
        try (Listing listing = new Listing()) {
            listing.list(DAY, "240101000000", 1, "2024-01-02T00:00:00Z");
            listing.list(DAY.plusDays(1), "240101000000", 2, "2024-01-02T00:00:00Z");
            final ArchiveWatch watch = watch(listing.settings());
            watch.look();
            listing.delete(name(DAY.plusDays(1), "240101000000"), "2024-06-01T09:00:00Z");
            now = now.plus(RetractionWatch.INTERVAL).minusSeconds(1);
            watch.look();
            assertThat(outcomes()).as("not yet asked").containsExactly("1 24/1 PUBLISHED", "2 24/2 PUBLISHED");
            now = now.plusSeconds(1);
            watch.look();
            watch.look();
            now = now.plus(RetractionWatch.INTERVAL);
            watch.look();
            assertThat(outcomes()).containsExactly("1 24/1 PUBLISHED", "2 24/2 PUBLISHED", "2 24/2 RETRACTED");
            assertThat(states().getLast().detail())
                    .isEqualTo("was deleted in the archive's catalogue at 2024-06-01T09:00:00Z");
            final GranuleVersion version = GranuleVersion.of("B11210Ar", "240101000000", 2);
            final String name = name(DAY.plusDays(1), "240101000000");
            assertThat(observations()
                            .subList(observations().size() - 2, observations().size()))
                    .containsExactly(
                            new Retraction("east", Sensor.OCO2, DAY.plusDays(1), name, version),
                            new Retraction("west", Sensor.OCO2, DAY.plusDays(1), name, version));
            assertThat(producers.getFirst().commitCount()).isEqualTo(3);
            assertThat(registry.scrape())
                    .contains("fluxwatch_ingest_granules_total{outcome=\"retracted\",sensor=\"oco2\"} 1.0");

            listing.list(DAY.plusDays(1), "240101000000", 4, "2024-06-10T00:00:00Z");
            watch.look();
            now = now.plus(RetractionWatch.INTERVAL);
            watch.look();
            assertThat(outcomes()).endsWith("2 24/2 RETRACTED", "2 24/4 PUBLISHED");
        }
    }

    @Test
    void takesBackAtTheStartWhatWasDeletedMeanwhile() throws Exception {
        try (Listing listing = new Listing()) {
            listing.list(DAY.plusDays(1), "240101000000", 1, "2024-01-02T00:00:00Z");
            listing.delete(NAME, "2024-05-01T00:00:00Z");
            listing.delete(name(DAY.plusDays(7), "240101000000"), "2024-05-01T00:00:00Z"); // never seen
            enteredElsewhere(state(GranuleState.Outcome.PUBLISHED));
            watch(listing.settings()).look();
            assertThat(outcomes()).containsExactly("2 24/1 PUBLISHED", "1 24/1 RETRACTED");
        }
    }

    @Test
    void doesNotTakeBackWhatWasReplaced() throws Exception {
        try (Listing listing = new Listing()) {
            enteredElsewhere(state(GranuleState.Outcome.PUBLISHED));
            listing.delete(NAME, "2024-05-01T00:00:00Z");
            listing.list(DAY, "250101000000", 1, "2024-05-01T00:00:00Z"); // new in the same look
            final ArchiveWatch watch = watch(listing.settings());
            watch.look();
            assertThat(outcomes()).containsExactly("1 25/1 PUBLISHED");
        }
    }

    @Test
    void takesTheOlderProductionAgainWhenItsReplacementIsTakenBack() throws Exception {
        try (Listing listing = new Listing()) {
            listing.list(DAY, "240101000000", 1, "2024-01-02T00:00:00Z");
            listing.list(DAY.plusDays(1), "240101000000", 1, "2024-01-02T00:00:00Z");
            final ArchiveWatch watch = watch(listing.settings());
            watch.look();
            listing.list(DAY, "250101000000", 1, "2024-05-01T00:00:00Z");
            watch.look();
            listing.delete(name(DAY, "250101000000"), "2024-06-02T00:00:00Z");
            now = now.plus(RetractionWatch.INTERVAL);
            watch.look();
            watch.look();
            assertThat(outcomes())
                    .containsExactly(
                            "1 24/1 PUBLISHED",
                            "2 24/1 PUBLISHED",
                            "1 25/1 PUBLISHED",
                            "1 25/1 RETRACTED",
                            "1 24/1 SUPERSEDED",
                            "1 24/1 PUBLISHED");
            watch.look();
            assertThat(states()).hasSize(6);
        }
    }

    @Test
    void takesNothingBackOnAFailedAnswerAndAsksAgain() throws Exception {
        try (Listing listing = new Listing()) {
            listing.list(DAY, "240101000000", 1, "2024-01-02T00:00:00Z");
            listing.list(DAY.plusDays(1), "240101000000", 1, "2024-01-02T00:00:00Z");
            listing.deleted.add("\"cut off");
            final ArchiveWatch watch = watch(listing.settings());
            watch.look();
            assertThat(outcomes()).containsExactly("1 24/1 PUBLISHED", "2 24/1 PUBLISHED");
            assertThat(health.parts().get("archive").state()).isEqualTo(Health.State.UP);
            assertThat(health.parts().get("archive").detail()).contains("what it has deleted is not known");
            assertThat(registry.scrape()).contains("fluxwatch_ingest_archive_errors_total 1.0");
            listing.deleted.clear();
            listing.delete(NAME, "2024-05-01T00:00:00Z");
            watch.look();
            assertThat(outcomes()).endsWith("1 24/1 RETRACTED");
        }
    }

    @Test
    void aFileGoneFromAFolderIsNotTakenBack() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        watch.look();
        Files.delete(lite.resolve(NAME));
        now = now.plus(RetractionWatch.INTERVAL);
        watch.look();
        assertThat(outcomes()).containsExactly("1 24/1 PUBLISHED");
    }

    @Test
    void learnsWhatAnOperatorHasRetractedMeanwhile() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        watch.look();
        enteredElsewhere(state(GranuleState.Outcome.RETRACTED));
        watch.look();
        assertThat(outcomes()).as("the same file is not published again").containsExactly("1 24/1 PUBLISHED");
        soundings(DAY).write(lite.resolve(name(DAY, "230101000000")));
        watch.look();
        assertThat(outcomes()).endsWith("1 23/1 PUBLISHED"); // it had been superseded, but for the retraction
    }

    @Test
    void looksAgainLaterWhenKafkaDoesNotTellTheLedger() throws Exception {
        soundings(DAY).write(lite.resolve(NAME));
        final ArchiveWatch watch = watch(folderSettings());
        ledgerFailure = new TimeoutException("no answer");
        watch.look();
        assertThat(sent()).isEmpty();
        ledgerFailure = null;
        watch.look();
        assertThat(states()).hasSize(1);
    }

    @Test
    void aBurstOfMetadataRevisionsIsNeitherFetchedNorPublished() throws Exception {
        try (Listing listing = new Listing()) {
            listing.list(DAY, "240101000000", 1, "2024-01-02T00:00:00Z");
            final ArchiveWatch watch = watch(listing.settings());
            watch.look();
            assertThat(listing.downloads()).isEqualTo(1);
            for (int revision = 2; revision < 1000; revision++)
                listing.items.put(
                        NAME + revision,
                        listing.items
                                .get(NAME)
                                .replace("\"revision-id\": 1,", "\"revision-id\": " + revision + ",")
                                .replace("2024-01-02", "2024-02-02"));
            watch.look();
            watch.look();
            assertThat(listing.downloads()).isEqualTo(1);
            assertThat(states()).hasSize(1);
            listing.items.clear();
            listing.list(DAY, "240101000000", 1000, "2024-03-02T00:00:00Z");
            listing.items.replaceAll((name, item) -> item.replaceAll("\"Size\": [0-9.]+", "\"Size\": 999"));
            watch.look();
            watch.look();
            assertThat(listing.downloads()).as("other bytes are fetched, once").isEqualTo(2);
            assertThat(outcomes())
                    .as("they are not what the catalogue says, and what was published stands")
                    .containsExactly("1 24/1 PUBLISHED", "1 24/1 PUBLISHED");
            assertThat(states().getLast().detail())
                    .startsWith("revision 1000 cannot be used: it has 6036 bytes, expected within 1 % of 999.0 MB");
            assertThat(observations()).hasSize(3);
            assertThat(registry.scrape())
                    .contains("fluxwatch_ingest_granules_total{outcome=\"published\",sensor=\"oco2\"} 1.0")
                    .contains("fluxwatch_ingest_granules_total{outcome=\"quarantined\",sensor=\"oco2\"} 1.0");
            listing.list(DAY, "240101000000", 1001, "2024-04-02T00:00:00Z");
            watch.look();
            assertThat(outcomes()).endsWith("1 24/1001 PUBLISHED");
        }
    }

    @Test
    void putsAGranuleOfADayToComeAsideUnread() throws Exception {
        final LocalDate far = LocalDate.of(2099, 5, 1);
        soundings(far).write(lite.resolve(name(far, "240101000000")));
        soundings(DAY).write(lite.resolve(NAME));
        watch(folderSettings()).look();
        final String reason = "is of 2099-05-01 but was produced at 2024-01-01T00:00, expected a day that had come";
        assertThat(outcomes()).containsExactly("1 24/1 PUBLISHED", "1 24/1 QUARANTINED");
        assertThat(states().getLast().detail()).isEqualTo(reason);
        assertThat(observations())
                .allSatisfy(one -> assertThat(((GranuleRecord) one).day()).isEqualTo(DAY));
        assertThat(folder.resolve("data/ingest/quarantine/" + name(far, "240101000000") + ".reason.txt"))
                .content()
                .contains(reason);
        try (Listing listing = new Listing()) {
            listing.list(far, "240101000001", 1, "2024-01-02T00:00:00Z");
            watch(listing.settings()).look();
            assertThat(listing.downloads()).isZero();
            assertThat(states().getLast().outcome()).isEqualTo(GranuleState.Outcome.QUARANTINED);
        }
    }

    @Test
    void tellsHowMuchIsToComeAndWhetherAllIsDone() throws Exception {
        for (int day = 0; day < 3; day++)
            soundings(DAY.plusDays(day)).write(lite.resolve(name(DAY.plusDays(day), "240101000000")));
        final List<String> told = new ArrayList<>();
        progress = new IntakeProgress() {
            @Override
            public void begins(int granules) {
                told.add("begins " + granules);
            }

            @Override
            public void isDone(Granule granule) {
                told.add("done " + granule.day().getDayOfMonth());
            }
        };
        final ArchiveWatch watch = watch(folderSettings());
        assertThat(watch.look()).isTrue();
        assertThat(watch.look()).isTrue();
        assertThat(told).containsExactly("begins 3", "done 1", "done 2", "done 3", "begins 0");
        ledgerFailure = new org.apache.kafka.common.errors.TimeoutException("gone");
        assertThat(watch.look()).isFalse();
    }
}
