package org.fluxwatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fluxwatch.contract.archive.FakeArchive.answer;
import static org.fluxwatch.contract.archive.FakeArchive.item;
import static org.fluxwatch.contract.archive.FakeArchive.page;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.archive.FakeArchive;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.archive.RefusedRecord;
import org.fluxwatch.contract.archive.RefusedRecord.Flaw;
import org.fluxwatch.contract.sensor.Sensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CmrCatalogTest {
    private static final String SEARCH = "/search/granules.umm_json";
    private static final String DATA = "https://data.gesdisc.earthdata.nasa.gov/data/";

    private final List<Long> pauses = new ArrayList<>();
    private final List<RefusedRecord> refused = new ArrayList<>();
    private FakeArchive archive;
    private CmrCatalog catalog;

    @BeforeEach
    void start() throws Exception {
        archive = new FakeArchive();
        catalog = catalog("");
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private CmrCatalog catalog(String more) {
        final var settings = archive.settings(more);
        return new CmrCatalog(
                settings, Sensors.builtIn(), new EarthdataSession(settings, pauses::add), refused::add, () -> NOW);
    }

    private static String url(String yymmdd, String produced) {
        return DATA + "oco2_LtCO2_" + yymmdd + "_B11210Ar_" + produced + "s.nc4";
    }

    @Test
    void pagesUntilSearchAfterStaysAwayEvenPastAShortPage() throws Exception {
        archive.on(SEARCH, exchange -> {
            final String after = exchange.getRequestHeaders().getFirst("CMR-Search-After");
            if (after == null) {
                exchange.getResponseHeaders().set("CMR-Search-After", "[\"one\",1]");
                answer(exchange, 200, page(item("G2", 1, "2024-01-02T00:00:00Z", url("190502", "240101000000"), "")));
            } else if (after.equals("[\"one\",1]")) {
                exchange.getResponseHeaders().set("cmr-search-after", "[\"two\",2]");
                answer(exchange, 200, page(item("G1", 4, "2024-01-03T00:00:00Z", url("190501", "240101000000"), "")));
            } else answer(exchange, 200, page());
        });
        final List<Granule> granules = catalog.granules();
        assertThat(granules)
                .extracting(granule -> granule.day().toString())
                .containsExactly("2019-05-01", "2019-05-02");
        assertThat(granules.getFirst().version()).hasToString("B11210Ar/240101000000/4");
        assertThat(((GranuleSource.Remote) granules.getFirst().source()).uri())
                .isEqualTo(URI.create(url("190501", "240101000000")));
        assertThat(archive.asked).hasSize(3);
        assertThat(archive.asked.getFirst().query())
                .isEqualTo("short_name=OCO2_L2_Lite_FP&version=11.2r&sort_key[]=revision_date&page_size=500");
        assertThat(archive.asked)
                .allSatisfy(asked -> assertThat(asked.header("Authorization")).isEmpty());
    }

    @Test
    void asksLaterFromOneHourBeforeTheHighestRevisionSeenAndKeepsWhatItKnows() throws Exception {
        final AtomicInteger looks = new AtomicInteger();
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        looks.getAndIncrement() == 0
                                ? page(
                                        item("G1", 1, "2024-03-01T12:00:00.500Z", url("190501", "240101000000"), ""),
                                        item("G2", 1, "2024-02-01T12:00:00Z", url("190502", "240101000000"), ""))
                                : page(item("G1", 2, "2024-03-02T12:00:00Z", url("190501", "240101000000"), ""))));
        catalog.granules();
        assertThat(catalog.granules())
                .extracting(granule -> granule.version().revision())
                .containsExactly(2, 1);
        assertThat(archive.asked.get(1).query()).contains("&revision_date[]=2024-03-01T11:00:00.500Z,&");
    }

    @Test
    void keepsTheNewestProductionOfADayAndDaysWanted() throws Exception {
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        page(
                                item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240201000000"), ""),
                                item("G2", 7, "2024-03-02T12:00:00Z", url("190501", "240101000000"), ""),
                                item("G3", 1, "2024-03-02T12:00:00Z", url("190430", "240101000000"), ""),
                                item("G4", 1, "2024-03-02T12:00:00Z", url("190503", "240101000000"), ""),
                                item("G5", 1, "2024-03-02T12:00:00Z", DATA + "strange.nc4", ""))));
        assertThat(catalog("from: 2019-05-01, to: 2019-05-02").granules())
                .extracting(Granule::name)
                .containsExactly("oco2_LtCO2_190501_B11210Ar_240201000000s.nc4");
    }

    @Test
    void movesOnOnlyAfterAllPages() throws Exception {
        final AtomicInteger requests = new AtomicInteger();
        archive.on(SEARCH, exchange -> {
            if (requests.incrementAndGet() == 2) {
                answer(exchange, 400, "{\"errors\":[\"bad search-after\"]}");
                return;
            }
            if (requests.get() == 1) exchange.getResponseHeaders().set("CMR-Search-After", "x");
            answer(exchange, 200, page(item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240101000000"), "")));
        });
        assertThatThrownBy(() -> catalog.granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("bad search-after");
        assertThat(catalog.granules()).hasSize(1);
        assertThat(archive.asked.get(2).query()).doesNotContain("revision_date[]");
    }

    @Test
    void triesAgainAfterBusyAnswersAsLongAsTheySay() throws Exception {
        final AtomicInteger requests = new AtomicInteger();
        archive.on(SEARCH, exchange -> {
            switch (requests.incrementAndGet()) {
                case 1 -> {
                    exchange.getResponseHeaders().set("retry-after", "7");
                    answer(exchange, 429, "");
                }
                case 2 -> answer(exchange, 503, "");
                default -> answer(exchange, 200, page());
            }
        });
        assertThat(catalog.granules()).isEmpty();
        assertThat(pauses).hasSize(2);
        assertThat(pauses.getFirst()).isBetween(7000L, 8000L);
        assertThat(pauses.getLast()).isBetween(2000L, 2500L);
    }

    @Test
    void givesUpAfterTheAttemptsWithTheStatus() {
        archive.on(SEARCH, exchange -> answer(exchange, 502, ""));
        assertThatThrownBy(() -> catalog.granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("status 502 (3 attempts)");
        assertThat(archive.asked).hasSize(3);
    }

    @Test
    void doesNotInsistWhenAccessIsRefused() {
        archive.on(SEARCH, exchange -> answer(exchange, 401, "{\"errors\":[\"Token has expired\"]}"));
        assertThatThrownBy(() -> catalog.granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("status 401, access refused")
                .hasMessageContaining("Token has expired");
        assertThat(archive.asked).hasSize(1);
    }

    @Test
    void saysThatNobodyListens() {
        archive.close();
        assertThatThrownBy(() -> catalog.granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("ConnectException");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void givesUpOnAnAnswerThatNeverComes() {
        archive.on(SEARCH, exchange -> {
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        final CmrCatalog hasty = catalog("request-timeout: PT0.2S");
        assertThatThrownBy(hasty::granules).isInstanceOf(ArchiveException.class).hasMessageContaining("Timeout");
    }

    @Test
    void doesNotTakeAPartialAnswerForAWholeOne() {
        archive.on(SEARCH, exchange -> {
            exchange.getResponseHeaders().set("CMR-Time-Out", "true");
            answer(exchange, 200, page());
        });
        assertThatThrownBy(() -> catalog.granules()).hasMessageContaining("answered in part");
    }

    @Test
    void saysThatAnAnswerIsNoUmmJson() {
        archive.on(SEARCH, exchange -> answer(exchange, 200, "<html>maintenance</html>"));
        assertThatThrownBy(() -> catalog.granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("is not JSON");
    }

    private static final Instant NOW = Instant.parse("2024-06-01T08:00:00.123Z");

    private static String name(String yymmdd) {
        return "oco2_LtCO2_" + yymmdd + "_B11210Ar_240101000000s.nc4";
    }

    /// Lists May 1 and 2 as G1 and G2.
    private void listTwoDays() throws Exception {
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        page(
                                item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240101000000"), ""),
                                item("G2", 3, "2024-03-01T12:00:00Z", url("190502", "240101000000"), ""))));
        catalog.granules();
    }

    private void deleted(String... items) {
        archive.on(FakeArchive.DELETED, exchange -> {
            exchange.getResponseHeaders().set("CMR-Hits", Integer.toString(items.length));
            answer(exchange, 200, "[" + String.join(",", items) + "]");
        });
    }

    @Test
    void tellsWhatWasDeletedByTheNamesInTheAnswerAndInTheList() throws Exception {
        listTwoDays();
        deleted(
                FakeArchive.deleted("G2", "renamed in the catalogue", "2024-05-02T18:51:39+0000"),
                FakeArchive.deleted("G9", name("190509"), "2024-05-09T18:51:39.123Z"),
                FakeArchive.deleted("G8", "strange.nc4", "2024-05-09T18:51:39Z"));
        assertThat(catalog.deletions(NOW))
                .containsExactly(
                        new Deletion(name("190502"), Instant.parse("2024-05-02T18:51:39Z")),
                        new Deletion(name("190509"), Instant.parse("2024-05-09T18:51:39.123Z")));
        assertThat(archive.asked.getLast().query())
                .isEqualTo("provider=GES_DISC&parent_collection_id=" + FakeArchive.COLLECTION
                        + "&revision_date=2023-06-03T08:00:00Z");
    }

    @Test
    void offersADeletedGranuleNoMore() throws Exception {
        final AtomicInteger looks = new AtomicInteger();
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        looks.getAndIncrement() > 0
                                ? page()
                                : page(
                                        item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240101000000"), ""),
                                        item("G2", 3, "2024-03-01T12:00:00Z", url("190502", "240101000000"), ""),
                                        item("G3", 1, "2024-02-01T12:00:00Z", url("190502", "230101000000"), ""))));
        catalog.granules();
        deleted(FakeArchive.deleted("G2", name("190502"), "2024-05-02T18:51:39Z"));
        catalog.deletions(NOW);
        assertThat(catalog.granules())
                .extracting(granule -> granule.version().toString())
                .containsExactly("B11210Ar/240101000000/1", "B11210Ar/230101000000/1");
    }

    @Test
    void leavesOutWhatIsListedAgain() throws Exception {
        listTwoDays();
        deleted(
                FakeArchive.deleted("G1", name("190501"), "2024-02-29T18:51:39Z"), // revised the day after
                FakeArchive.deleted("G7", name("190502"), "2024-05-02T18:51:39Z")); // there as G2
        assertThat(catalog.deletions(NOW)).isEmpty();
        assertThat(catalog.granules()).hasSize(2);
    }

    @Test
    void takesACollectionWithNothingLeftForRetired() throws Exception {
        assertThat(catalog.deletions(NOW)).isEmpty();
        assertThat(archive.asked).as("nothing was ever listed").isEmpty();
        listTwoDays();
        deleted(
                FakeArchive.deleted("G1", name("190501"), "2024-05-02T18:51:39Z"),
                FakeArchive.deleted("G2", name("190502"), "2024-05-02T18:51:39Z"));
        assertThat(catalog.deletions(NOW)).isEmpty();
    }

    @Test
    void doesNotBelieveAPartialAnswerOfDeletions() throws Exception {
        listTwoDays();
        final String body = "[" + FakeArchive.deleted("G2", name("190502"), "2024-05-02T18:51:39Z") + "]";
        archive.on(FakeArchive.DELETED, exchange -> {
            exchange.getResponseHeaders().set("CMR-Hits", "2");
            answer(exchange, 200, body);
        });
        assertThatThrownBy(() -> catalog.deletions(NOW)).hasMessageContaining("has 1 deleted granules, expected 2");
        archive.on(FakeArchive.DELETED, exchange -> {
            exchange.getResponseHeaders().set("CMR-Time-Out", "true");
            answer(exchange, 200, body);
        });
        assertThatThrownBy(() -> catalog.deletions(NOW)).hasMessageContaining("answered in part");
        for (String odd : List.of("{}", "<html>", "[".repeat(2000))) {
            archive.on(FakeArchive.DELETED, exchange -> answer(exchange, 200, odd));
            assertThatThrownBy(() -> catalog.deletions(NOW))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("the answer");
        }
        assertThat(catalog.granules()).hasSize(2);
    }

    @Test
    void leavesOutADeletionWithAFlawAndKeepsTheOthers() throws Exception {
        listTwoDays();
        final String good = FakeArchive.deleted("G2", name("190502"), "2024-05-02T18:51:39Z");
        deleted("{\"concept-id\": \"G1\"}", "7", good.replace("2024-05-02", "MMXXIV"), good);
        assertThat(catalog.deletions(NOW)).extracting(Deletion::granule).containsExactly(name("190502"));
        assertThat(refused).extracting(record -> record.flaw().label()).containsExactly("form", "form", "date");
        catalog.deletions(NOW);
        assertThat(refused).as("told once").hasSize(3);
    }

    @Test
    void tellsOfARecordThatCannotBeUsedOnceAndGoesOn() throws Exception {
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        page(
                                item("G1", 1, "2024-03-01T12:00:00Z", DATA + "a b/x.nc4", ""),
                                item("G2", -5, "2024-03-01T12:00:00Z", url("190501", "240101000000"), ""),
                                item("G3", 1, "2024-03-01T12:00:00Z", url("190502", "240101000000"), ""))));
        assertThat(catalog.granules()).extracting(Granule::name).containsExactly(name("190502"));
        assertThat(catalog.granules()).hasSize(1);
        assertThat(refused).extracting(RefusedRecord::flaw).containsExactly(Flaw.ADDRESS, Flaw.REVISION);
    }

    @Test
    void takesEveryGranuleWhereThePagesOverlapOrTurnInACircle() throws Exception {
        final String one = item("G1", 1, "2024-01-02T00:00:00Z", url("190501", "240101000000"), "");
        final String two = item("G2", 1, "2024-01-03T00:00:00Z", url("190502", "240101000000"), "");
        archive.on(SEARCH, exchange -> {
            final boolean first = exchange.getRequestHeaders().getFirst("CMR-Search-After") == null;
            exchange.getResponseHeaders().set("CMR-Search-After", "[\"always\"]");
            exchange.getResponseHeaders().set("CMR-Hits", "2");
            answer(exchange, 200, first ? page(one) : page(one, two));
        });
        assertThat(catalog.granules()).hasSize(2);
        assertThat(archive.asked).hasSize(2);
    }

    @Test
    void doesNotPageForEver() {
        final AtomicInteger pages = new AtomicInteger();
        archive.on(SEARCH, exchange -> {
            exchange.getResponseHeaders().set("CMR-Search-After", "[" + pages.incrementAndGet() + "]");
            answer(exchange, 200, page(item("G1", 1, "2024-01-02T00:00:00Z", url("190501", "240101000000"), "")));
        });
        assertThatThrownBy(() -> catalog.granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("gives no way on after 1 granules, expected an end of the pages");
        pages.set(0);
        archive.asked.clear();
        archive.on(SEARCH, exchange -> {
            final String concept = "G" + pages.incrementAndGet();
            exchange.getResponseHeaders().set("CMR-Search-After", "[\"" + concept + "\"]");
            exchange.getResponseHeaders().set("CMR-Hits", "3");
            final String item = item(concept, 1, "2024-01-02T00:00:00Z", url("190501", "240101000000"), "");
            answer(
                    exchange,
                    200,
                    page(java.util.stream.IntStream.range(0, 300)
                            .mapToObj(n -> item.replace("\"" + concept + "\"", "\"" + concept + "-" + n + "\""))
                            .toArray(String[]::new)));
        });
        assertThatThrownBy(() -> catalog.granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("gives more after 1200 granules, expected 3 (CMR-Hits)");
        assertThat(archive.asked).hasSize(4);
    }

    @Test
    void readsAnAnswerThatIsCompressedUnasked() throws Exception {
        archive.on(SEARCH, exchange -> {
            final var packed = new java.io.ByteArrayOutputStream();
            try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
                gzip.write(page(item("G1", 1, "2024-01-02T00:00:00Z", url("190501", "240101000000"), ""))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "application/json", packed.toByteArray());
        });
        assertThat(catalog.granules()).hasSize(1);
        assertThat(archive.asked.getFirst().header("Accept-encoding")).isEqualTo("identity");
    }

    @Test
    void namesARedirectThatLeadsNowhere() {
        archive.on(SEARCH, exchange -> {
            exchange.getResponseHeaders().set("Location", "ftp://archive.example/x");
            answer(exchange, 302, "");
        });
        assertThatThrownBy(() -> catalog.granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("redirects to no address: Expected an http or https address: ftp://archive");
    }

    @Test
    void usesTheDeletionsBesideOneThatCannotBe() throws Exception {
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        page(
                                item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240101000000"), ""),
                                item("G2", 1, "2024-03-01T12:00:00Z", url("190502", "240101000000"), ""))));
        catalog.granules();
        final String good = FakeArchive.deleted("G2", name("190502"), "2024-05-02T18:51:39Z");
        archive.on(
                FakeArchive.DELETED,
                exchange -> answer(
                        exchange,
                        200,
                        "[{\"concept-id\": \"G3\"}, 7, " + good.replace("2024", "MMXXIV") + ", " + good + "]"));
        assertThat(catalog.deletions(NOW)).extracting(Deletion::granule).containsExactly(name("190502"));
        assertThat(catalog.leftAlone()).isEqualTo(Map.of(LeftAlone.UNUSABLE_RECORD, 3));
    }

    @Test
    void usesTheGranulesBesideOneThatCannotBeAndCountsItOnce() throws Exception {
        final String good = item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240101000000"), "");
        final String negative = item("G2", -5, "2024-03-01T12:00:00Z", url("190502", "240101000000"), "");
        final String endless = item("G3", Integer.MAX_VALUE, "2024-03-01T12:00:00Z", url("190503", "240101000000"), "");
        archive.on(SEARCH, exchange -> answer(exchange, 200, page(good, negative, endless)));
        for (int look = 0; look < 2; look++) {
            assertThat(catalog.granules()).hasSize(1);
            assertThat(catalog.leftAlone()).isEqualTo(Map.of(LeftAlone.UNUSABLE_RECORD, 2));
        }
        archive.on(SEARCH, exchange -> answer(exchange, 200, page(good, negative.replace("-5", "5"))));
        assertThat(catalog.granules()).hasSize(2);
        assertThat(catalog.leftAlone()).isEqualTo(Map.of(LeftAlone.UNUSABLE_RECORD, 1));
    }

    @Test
    void isNotLedOnByARevisionDateToCome() throws Exception {
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        page(
                                item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240101000000"), ""),
                                item("G2", 1, "2999-03-01T12:00:00Z", url("190502", "240101000000"), ""))));
        assertThat(catalog.granules()).hasSize(2);
        catalog.granules();
        assertThat(archive.asked.getLast().query()).contains("revision_date[]=2024-03-01T11:00:00Z");
    }

    @Test
    void asksForTheCollectionWhereTheGranulesDoNotTell() throws Exception {
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        page(item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240101000000"), "")
                                .replace("collection-concept-id", "nothing"))));
        archive.on(
                "/search/granules.json",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"feed\": {\"entry\": [{\"id\": \"G1\", \"collection_concept_id\": \"C77-GES_DISC\"}]}}"));
        catalog.granules();
        catalog.deletions(NOW);
        catalog.deletions(NOW);
        assertThat(archive.asked)
                .extracting(asked -> asked.path() + "?" + asked.query())
                .filteredOn(asked -> !asked.startsWith(SEARCH))
                .containsExactly(
                        "/search/granules.json?short_name=OCO2_L2_Lite_FP&version=11.2r&page_size=1",
                        FakeArchive.DELETED
                                + "?provider=GES_DISC&parent_collection_id=C77-GES_DISC&revision_date=2023-06-03T08:00:00Z",
                        FakeArchive.DELETED
                                + "?provider=GES_DISC&parent_collection_id=C77-GES_DISC&revision_date=2023-06-03T08:00:00Z");
    }

    @Test
    void readsSizeAndChecksum() throws Exception {
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange,
                        200,
                        page(item("G1", 1, "2024-03-01T12:00:00Z", url("190501", "240101000000"), """
                        , "DataGranule": {"ArchiveAndDistributionInformation": [{"Name": "Not provided",
                          "Size": 26.688, "SizeUnit": "MB", "SizeInBytes": 27984421,
                          "Checksum": {"Value": "f354", "Algorithm": "MD5"}}]}"""))));
        final GranuleSource.Remote remote =
                (GranuleSource.Remote) catalog.granules().getFirst().source();
        assertThat(remote.sizeBytes()).hasValue(27984421);
        assertThat(remote.checksum()).contains(new GranuleSource.Checksum("MD5", "f354"));
        assertThat(remote.approximateSize().orElseThrow().matches(27984421)).isTrue();
        assertThat(remote.approximateSize().orElseThrow().matches(26688000)).isTrue(); // the other megabyte
        assertThat(remote.approximateSize().orElseThrow().matches(27300000)).isFalse();
    }

    private static final String COLLECTIONS = "/search/collections.umm_json";

    private static String collections(String... versions) {
        final StringBuilder items = new StringBuilder();
        for (String version : versions)
            items.append(items.isEmpty() ? "" : ", ")
                    .append("{\"meta\": {\"concept-id\": \"C")
                    .append(version.replaceAll("\\D", ""))
                    .append("-GES_DISC\"}, \"umm\": {\"ShortName\": \"OCO2_L2_Lite_FP\", \"Version\": \"")
                    .append(version)
                    .append("\"}}");
        return "{\"hits\": " + versions.length + ", \"items\": [" + items + "]}";
    }

    private List<String> versionsSearched() {
        return archive.asked.stream()
                .filter(asked -> asked.path().equals(SEARCH))
                .map(asked -> asked.query().replaceAll(".*version=([^&]*).*", "$1"))
                .toList();
    }

    @Test
    void aProductWithoutVersionIsAllVersionsThatTheCatalogueHasAndTheNewestOfADayCounts() throws Exception {
        archive.on(COLLECTIONS, exchange -> answer(exchange, 200, collections("11.2r", "9r", "11.3r", "10r")));
        archive.on(SEARCH, exchange -> {
            final boolean newest = exchange.getRequestURI().getQuery().contains("version=11.3r");
            final String url = url("190501", newest ? "240101000000" : "260101000000");
            answer(
                    exchange,
                    200,
                    page(item(
                            newest ? "G2" : "G1",
                            1,
                            "2024-01-02T00:00:00Z",
                            newest ? url.replace("B112", "B113") : url,
                            "")));
        });
        final CmrCatalog all = catalog("products: [OCO2_L2_Lite_FP]");
        assertThat(all.granules())
                .extracting(Granule::name)
                .containsExactly("oco2_LtCO2_190501_B11310Ar_240101000000s.nc4");
        assertThat(versionsSearched()).containsExactly("9r", "10r", "11.2r", "11.3r");
        assertThat(all.remarks()).isEmpty();
    }

    @Test
    void aVersionThatComesLaterIsSearchedOnceTheDayIsOver() throws Exception {
        final AtomicInteger days = new AtomicInteger();
        archive.on(
                COLLECTIONS,
                exchange -> answer(
                        exchange,
                        200,
                        days.getAndIncrement() == 0 ? collections("11.2r") : collections("11.2r", "11.3r")));
        archive.on(SEARCH, exchange -> answer(exchange, 200, page()));
        final CmrCatalog all = catalog("products: [OCO2_L2_Lite_FP]");
        all.granules();
        all.granules();
        all.deletions(NOW);
        all.granules();
        assertThat(versionsSearched()).containsExactly("11.2r", "11.2r", "11.2r", "11.3r");
    }

    @Test
    void aVersionThatTheCatalogueDoesNotHaveIsToldWithThoseItHas() throws Exception {
        archive.on(COLLECTIONS, exchange -> answer(exchange, 200, collections("10r", "11.1r")));
        archive.on(SEARCH, exchange -> answer(exchange, 200, page()));
        catalog.granules();
        assertThat(catalog.remarks())
                .containsExactly(new ProductRemark(
                        "OCO2_L2_Lite_FP.11.2r",
                        ProductRemark.Kind.MISSING,
                        "the catalogue has no OCO2_L2_Lite_FP.11.2r, but version 10r, 11.1r"));
    }

    @Test
    void aNewerVersionThanTheOneInSettingsIsTold() throws Exception {
        archive.on(COLLECTIONS, exchange -> answer(exchange, 200, collections("11.2r", "11.3r")));
        archive.on(SEARCH, exchange -> answer(exchange, 200, page()));
        catalog.granules();
        assertThat(catalog.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.kind()).isEqualTo(ProductRemark.Kind.OUTDATED);
            assertThat(remark.text()).startsWith("OCO2_L2_Lite_FP.11.3r is newer than OCO2_L2_Lite_FP.11.2r");
        });
    }

    @Test
    void aCatalogueThatDoesNotTellItsCollectionsIsSearchedByNameAllTheSame() throws Exception {
        archive.on(COLLECTIONS, exchange -> answer(exchange, 200, "{\"items\": 7}"));
        archive.on(
                SEARCH,
                exchange -> answer(
                        exchange, 200, page(item("G1", 1, "2024-01-02T00:00:00Z", url("190501", "240101000000"), ""))));
        assertThat(catalog.granules()).hasSize(1);
        assertThat(catalog.remarks()).isEmpty();
    }

    @Test
    void recordsOfCollectionsWithAFlawAreNone() throws Exception {
        archive.on(
                COLLECTIONS,
                exchange -> answer(
                        exchange,
                        200,
                        collections("11.2r")
                                .replace(
                                        "\"items\": [",
                                        "\"items\": [7, {\"meta\": {}, \"umm\": {\"ShortName\": \"OCO2_L2_Lite_FP\","
                                                + " \"Version\": \"a b\"}}, ")));
        archive.on(SEARCH, exchange -> answer(exchange, 200, page()));
        final CmrCatalog all = catalog("products: [OCO2_L2_Lite_FP]");
        all.granules();
        assertThat(versionsSearched()).containsExactly("11.2r");
    }
}
