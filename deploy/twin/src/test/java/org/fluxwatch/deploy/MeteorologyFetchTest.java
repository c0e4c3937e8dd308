package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.FileMeteorology;
import org.fluxwatch.assimilate.inputs.meteorology.FetchFailure;
import org.fluxwatch.assimilate.inputs.meteorology.FetchTally;
import org.fluxwatch.assimilate.inputs.meteorology.Merra2;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetch;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetches;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;
import org.fluxwatch.deploy.twin.archive.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fetches MERRA-2 from the twin's archive, as from NASA's.
class MeteorologyFetchTest {
    private static final String TOKEN = "letmein";
    private static final LocalDate DAY = LocalDate.of(2019, 5, 3);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Path archived;
    private Path fetchedTo;
    private ArchiveServer archive;
    private volatile Instant now = Instant.parse("2019-06-20T09:30:00Z");
    private final Tally tally = new Tally();
    private final List<MeteorologyFetch> running = new ArrayList<>();

    private static final class Tally implements FetchTally {
        final List<Long> fetched = new CopyOnWriteArrayList<>();
        final List<FetchFailure> failed = new CopyOnWriteArrayList<>();

        @Override
        public void fetched(long bytes) {
            fetched.add(bytes);
        }

        @Override
        public void failed(FetchFailure failure) {
            failed.add(failure);
        }
    }

    @BeforeEach
    void start() throws IOException {
        archived = folder.resolve("archived");
        fetchedTo = folder.resolve("meteorology");
        archive = new ArchiveServer(archived, 0, new Access.Login(TOKEN, "ada", "secret"), InstantSource.system());
    }

    @AfterEach
    void stop() {
        running.forEach(MeteorologyFetch::close);
        archive.close();
    }

    private Settings settings(String token) {
        return SettingsLoader.parse("""
                archive: {kind: http, cmr-url: '%s', token: '%s', attempts: 1}
                domains: {fiji: {inputs: {meteorology: {kind: merra2, folder: '%s', fetch: true, keep-days: 2}}}}
                """.formatted(archive.url(), token, fetchedTo), "test", Map.of());
    }

    private static MeteorologySettings meteorology(Settings settings) {
        return settings.domains().get("fiji").inputs().meteorology();
    }

    private MeteorologyFetch fetch(String token) {
        final Settings settings = settings(token);
        final MeteorologyFetch fetch =
                new MeteorologyFetch(settings.archive(), meteorology(settings), tally, () -> now, millis -> {});
        running.add(fetch);
        return fetch;
    }

    private static String profiles(LocalDate day) {
        return "MERRA2_400.inst3_3d_asm_Nv." + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".nc4";
    }

    private static String surface(LocalDate day) {
        return "MERRA2_400.tavg1_2d_flx_Nx." + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".nc4";
    }

    /// Small files that stand for a day's; each has a length of its own.
    private void publish(LocalDate day) throws IOException {
        write(profiles(day), 60_000 + 8 * day.getDayOfMonth());
        write(surface(day), 30_000 + 8 * day.getDayOfMonth());
    }

    private void write(String name, int values) throws IOException {
        final byte[] noise = new byte[values];
        for (int n = 0; n < noise.length; n++) noise[n] = (byte) (31 * n + n / 251);
        final Path file = archived.resolve(name);
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("U", noise);
        }
        archive.publish(file, Instant.parse("2019-06-18T00:00:00Z"));
    }

    private void publishDays(int first, int last) throws IOException {
        for (int day = first; day <= last; day++) publish(LocalDate.of(2019, 5, day));
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(fetchedTo)) return List.of();
        try (Stream<Path> files = Files.list(fetchedTo)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private void awaitNames(String... names) {
        await().atMost(SOON).untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrder(names));
    }

    private void awaitLine(MeteorologyFetch fetch, String part) {
        await().atMost(SOON).untilAsserted(() -> assertThat(fetch.want(DAY, DAY))
                .anySatisfy(line -> assertThat(line).contains(part)));
    }

    private long length(String name) throws IOException {
        return Files.size(archived.resolve(name));
    }

    @Test
    void fetchesThroughTheLoginAndFromABucketElsewhere() throws Exception {
        publish(DAY);
        archive.faults().damageNext(Faults.Damage.ELSEWHERE);
        final MeteorologyFetch fetch = fetch(TOKEN);
        final List<String> first = fetch.want(DAY, DAY);
        assertThat(first).hasSize(2);
        assertThat(first.getFirst()).startsWith("MERRA2 inst3_3d_asm_Nv of 2019-05-03 is ");
        await().atMost(SOON).until(() -> fetch.want(DAY, DAY).isEmpty());
        awaitNames(profiles(DAY), surface(DAY));
        assertThat(fetchedTo.resolve(profiles(DAY))).hasSameBinaryContentAs(archived.resolve(profiles(DAY)));
        assertThat(tally.fetched).containsExactly(length(profiles(DAY)), length(surface(DAY)));
        assertThat(tally.failed).isEmpty();
        assertThat(fetchedTo.resolve(".fetch")).isDirectoryNotContaining("glob:**.part*");
    }

    @Test
    void fetchesTheDayThatIsNeededFirstAndThenTwoAhead() throws Exception {
        publishDays(2, 7);
        fetch(TOKEN).want(DAY, DAY);
        await().atMost(SOON).until(() -> tally.fetched.size() == 6);
        assertThat(tally.fetched)
                .containsExactly(
                        length(profiles(DAY)),
                        length(surface(DAY)),
                        length(profiles(DAY.plusDays(1))),
                        length(surface(DAY.plusDays(1))),
                        length(profiles(DAY.plusDays(2))),
                        length(surface(DAY.plusDays(2))));
    }

    @Test
    void takesTheLastProductionOfADayAndNotTheDayBefore() throws Exception {
        publishDays(2, 3);
        write("MERRA2_401.inst3_3d_asm_Nv.20190503.nc4", 70_000);
        final MeteorologyFetch fetch = fetch(TOKEN);
        await().atMost(SOON).until(() -> fetch.want(DAY, DAY).isEmpty());
        awaitNames("MERRA2_401.inst3_3d_asm_Nv.20190503.nc4", surface(DAY));
    }

    @Test
    void givesNoNameToADownloadThatBreaksOff() throws Exception {
        publish(DAY);
        archive.faults().damageNext(Faults.Damage.TRUNCATED);
        final MeteorologyFetch fetch = fetch(TOKEN);
        awaitLine(fetch, profiles(DAY) + " breaks off: ");
        awaitNames(surface(DAY));
        assertThat(fetch.want(DAY, DAY)).singleElement().asString().endsWith("; again at 09:40 UTC");
        assertThat(fetchedTo.resolve(".fetch").resolve(profiles(DAY) + ".part")).exists();
        assertThat(tally.failed).containsExactly(FetchFailure.BAD_FILE);
        now = now.plus(Duration.ofMinutes(10));
        await().atMost(SOON).until(() -> fetch.want(DAY, DAY).isEmpty());
        assertThat(fetchedTo.resolve(profiles(DAY))).hasSameBinaryContentAs(archived.resolve(profiles(DAY)));
    }

    @Test
    void doesNotTakeALoginPageForAFile() throws Exception {
        publish(DAY);
        archive.faults().damageNext(Faults.Damage.LOGIN_PAGE);
        awaitLine(fetch(TOKEN), "is a page of HTML titled 'Earthdata Login', expected an HDF5 file");
        awaitNames(surface(DAY));
    }

    @Test
    void saysPlainlyThatTheTokenIsNotTaken() throws Exception {
        publish(DAY);
        awaitLine(fetch("expired"), "status 401, access refused: archive.token must be a valid Earthdata token");
        awaitLine(fetch(""), "asks for a login");
        assertThat(tally.failed).contains(FetchFailure.REFUSED);
        assertThat(names()).isEmpty();
    }

    @Test
    void saysThatTheArchiveIsOutOfReach() throws Exception {
        publish(DAY);
        archive.faults().refuseNext(100, 503, 0);
        awaitLine(fetch(TOKEN), "status 503");
        assertThat(tally.failed).containsOnly(FetchFailure.UNREACHABLE);
    }

    @Test
    void waitsForWhatIsNotInTheCatalogueYet() throws Exception {
        final MeteorologyFetch fetch = fetch(TOKEN);
        awaitLine(
                fetch,
                "MERRA2 tavg1_2d_flx_Nx of 2019-05-03 is not in the catalogue yet (asked 09:30 UTC, again at 09:40)");
        publish(DAY);
        now = now.plus(Duration.ofMinutes(9));
        assertThat(fetch.want(DAY, DAY)).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("asked 09:30 UTC"));
        now = now.plus(Duration.ofMinutes(1));
        await().atMost(SOON).until(() -> fetch.want(DAY, DAY).isEmpty());
        assertThat(tally.failed).isEmpty();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        publish(DAY);
        archive.faults().damageNext(Faults.Damage.TRUNCATED);
        final MeteorologyFetch first = fetch(TOKEN);
        awaitLine(first, "breaks off");
        awaitNames(surface(DAY));
        first.close();
        // one that was whole when the process ended, but not yet in its place
        Files.delete(fetchedTo.resolve(surface(DAY)));
        Files.copy(archived.resolve(surface(DAY)), fetchedTo.resolve(".fetch").resolve(surface(DAY)));
        final MeteorologyFetch second = fetch(TOKEN);
        await().atMost(SOON).until(() -> second.want(DAY, DAY).isEmpty());
        assertThat(fetchedTo.resolve(profiles(DAY))).hasSameBinaryContentAs(archived.resolve(profiles(DAY)));
        assertThat(fetchedTo.resolve(surface(DAY))).hasSameBinaryContentAs(archived.resolve(surface(DAY)));
        assertThat(tally.fetched).containsExactly(length(surface(DAY)), length(profiles(DAY)));
    }

    @Test
    void fetchesEachFileOnceForAllWhoShareTheFolder() throws Exception {
        publishDays(3, 6);
        final MeteorologyFetch one = fetch(TOKEN);
        final MeteorologyFetch other = fetch(TOKEN);
        await().atMost(SOON).until(() -> {
            final boolean waits = !one.want(DAY, DAY).isEmpty()
                    | !other.want(DAY.plusDays(1), DAY.plusDays(1)).isEmpty();
            now = now.plusSeconds(30);
            return !waits && names().size() == 8;
        });
        assertThat(tally.fetched).hasSize(8).doesNotHaveDuplicates();
        assertThat(tally.failed).isEmpty();
    }

    /// Goes from day to day as a domain does.
    private void walk(MeteorologyFetch fetch, int first, int last) {
        for (int day = first; day <= last; day++) {
            final LocalDate at = LocalDate.of(2019, 5, day);
            await().atMost(SOON).until(() -> fetch.want(at, at).isEmpty());
        }
    }

    @Test
    void deletesWhatItFetchedOnceItIsOldAndNothingElse() throws Exception {
        publishDays(3, 12);
        Files.createDirectories(fetchedTo);
        final Path own = Files.write(fetchedTo.resolve(profiles(LocalDate.of(2019, 4, 1))), new byte[9]);
        final Path other = Files.write(fetchedTo.resolve("notes.txt"), new byte[9]);
        final MeteorologyFetch fetch = fetch(TOKEN);
        walk(fetch, 3, 4);
        final Path replaced = fetchedTo.resolve(surface(DAY));
        Files.write(replaced, new byte[] {1, 2, 3});
        walk(fetch, 5, 10);
        await().atMost(SOON).until(() -> names().contains(surface(LocalDate.of(2019, 5, 12))));
        final LocalDate kept = LocalDate.of(2019, 5, 8);
        await().atMost(SOON).untilAsserted(() -> assertThat(names())
                .doesNotContain(profiles(DAY), profiles(kept.minusDays(1)), surface(kept.minusDays(1)))
                .contains(profiles(kept), surface(kept)));
        assertThat(own).exists();
        assertThat(other).exists();
        assertThat(replaced).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void keepsWhatAnotherProcessNeeds() throws Exception {
        publishDays(3, 12);
        final MeteorologyFetch behind = fetch(TOKEN);
        walk(behind, 3, 3);
        walk(fetch(TOKEN), 3, 10);
        await().atMost(SOON).until(() -> names().contains(surface(LocalDate.of(2019, 5, 12))));
        assertThat(names()).contains(profiles(DAY), surface(DAY));
        behind.close();
    }

    @Test
    void saysThatTheDiskCannotBeWritten() throws Exception {
        publish(DAY);
        Files.createDirectories(
                fetchedTo.resolve(".fetch").resolve(profiles(DAY) + ".part").resolve("x"));
        awaitLine(fetch(TOKEN), ".part cannot be written");
        assertThat(tally.failed).contains(FetchFailure.DISK);
        awaitNames(surface(DAY));
    }

    @Test
    void isAskedByMerra2ForTheDaysThatItsStepsLieIn() throws Exception {
        final Settings settings = settings(TOKEN);
        final DomainSettings domain = settings.domains().values().iterator().next();
        final FileMeteorology meteorology = new FileMeteorology(new Merra2(
                domain.modelGrid(),
                domain.modelLevels(),
                domain.inputs().meteorology(),
                Optional.of(fetch(TOKEN)),
                new NumericsPool(1)));
        final Instant midnight = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(meteorology.missing(midnight, midnight.plus(Duration.ofDays(1))))
                        .filteredOn(line -> line.contains("is not in the catalogue yet"))
                        .hasSize(6)
                        .anySatisfy(line -> assertThat(line).startsWith("MERRA2 tavg1_2d_flx_Nx of 2019-05-02"))
                        .anySatisfy(line -> assertThat(line).startsWith("MERRA2 inst3_3d_asm_Nv of 2019-05-04")));
    }

    @Test
    void domainsOfOneFolderShareItsFetchAndOthersHaveTheirOwn() {
        final Settings settings = SettingsLoader.parse("""
                archive: {kind: http, cmr-url: '%s'}
                domains:
                  a: {inputs: {meteorology: {kind: merra2, folder: ./one, fetch: true}}}
                  b: {inputs: {meteorology: {kind: merra2, folder: one, fetch: true, keep-days: 3}}}
                  c: {inputs: {meteorology: {kind: merra2, folder: two, fetch: true}}}
                  d: {inputs: {meteorology: {kind: merra2, folder: one}}}
                """.formatted(archive.url()), "test", Map.of());
        final Map<String, MeteorologySettings> domains = new TreeMap<>();
        settings.domains()
                .forEach((name, domain) -> domains.put(name, domain.inputs().meteorology()));
        try (MeteorologyFetches fetches = new MeteorologyFetches(settings.archive(), domains.values(), tally)) {
            assertThat(fetches.into(domains.get("a"))).isPresent().isEqualTo(fetches.into(domains.get("b")));
            assertThat(fetches.into(domains.get("c"))).isPresent().isNotEqualTo(fetches.into(domains.get("a")));
            assertThat(fetches.into(domains.get("d"))).isEmpty();
        }
    }

    @Test
    void saysThatTheFolderIsNone() throws Exception {
        Files.write(fetchedTo, new byte[1]);
        assertThat(fetch(TOKEN).want(DAY, DAY))
                .singleElement()
                .asString()
                .startsWith(fetchedTo + " cannot be written, so that no MERRA2 is fetched: ");
    }
}
