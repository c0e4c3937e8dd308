package org.fluxwatch.contract.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fluxwatch.contract.archive.FakeArchive.answer;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTest {
    private static final String NAME = "oco2_LtCO2_190501_B11210Ar_240101000000s.nc4";
    private static final String PATH = "/data/" + NAME;
    private static final String HDF = "application/x-hdf5";

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private final TallyOfTest tally = new TallyOfTest();
    private final List<Long> pauses = new ArrayList<>();
    private FakeArchive archive;
    private byte[] good;
    private Download download;

    @BeforeEach
    void start() throws IOException {
        archive = new FakeArchive();
        good = Hdf5Bytes.whole(20_000);
        download = download("token: secret");
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private Download download(String more) throws IOException {
        return new Download(session(archive.settings(more), Map.of()), folder.resolve("downloads"), pauses::add);
    }

    private EarthdataSession session(ArchiveSettings settings, Map<String, String> environment) {
        return new EarthdataSession(settings, environment, pauses::add, () -> NOW, () -> 0L, tally);
    }

    private GranuleSource.Remote remote() {
        return new GranuleSource.Remote(archive.uri(PATH), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    private Fetched fetch() throws Exception {
        return download.fetch(NAME, remote());
    }

    private String badReason(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Bad.class);
        assertThat(folder.resolve("downloads").resolve(NAME)).doesNotExist();
        return ((Fetched.Bad) fetched).reason();
    }

    private String notHad() {
        return notHad(remote());
    }

    private String notHad(GranuleSource source) {
        final ArchiveException trouble =
                catchThrowableOfType(ArchiveException.class, () -> download.fetch(NAME, source));
        assertThat(trouble.reason()).isEqualTo(ArchiveException.Reason.FILE);
        assertThat(folder.resolve("downloads").resolve(NAME)).doesNotExist();
        return trouble.getMessage();
    }

    @Test
    void namesAFileOnlyWhenItIsWhole() throws Exception {
        archive.on(PATH, exchange -> answer(exchange, 200, HDF, good));
        assertThat(fetch())
                .isEqualTo(new Fetched.Whole(folder.resolve("downloads").resolve(NAME), true));
        assertThat(folder.resolve("downloads").resolve(NAME)).hasBinaryContent(good);
        assertThat(folder.resolve("downloads").resolve(NAME + ".part")).doesNotExist();
        assertThat(archive.asked.getFirst().header("Authorization")).isEqualTo("Bearer secret");
    }

    @Test
    void dropsTheTokenOnTheWayToAnotherHost() throws Exception {
        archive.on(PATH, exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", archive.uri("localhost", "/signed?key=1").toString());
            answer(exchange, 303, "");
        });
        archive.on("/signed", exchange -> answer(exchange, 200, HDF, good));
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(archive.asked.get(0).header("Authorization")).isEqualTo("Bearer secret");
        assertThat(archive.asked.get(1).header("Authorization")).isEmpty();
    }

    @Test
    void followsTenRedirectsAndNoMore() throws Exception {
        archive.on(PATH, exchange -> {
            exchange.getResponseHeaders().set("Location", PATH);
            answer(exchange, 302, "");
        });
        assertThat(notHad()).contains("more than 10 redirects");
        assertThat(archive.asked).hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://host/x.nc4, Expected an http or https address: ftp://host/x.nc4",
        "mailto:a@b.c, Expected an http or https address: mailto:a@b.c",
        "/a b, Illegal character in path: /a b",
        "https://, Expected authority",
        "http://me:SECRET@host/x?X-Amz-Signature=SECRET, without user and password: http://***@host/x?X-Amz-Signature=***",
        "'', without Location",
    })
    void leavesAFileWhoseRedirectLeadsNowhereForLater(String location, String said) throws Exception {
        archive.on(PATH, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            answer(exchange, 302, "");
        });
        assertThat(notHad()).contains(NAME + ": status 302").contains(said).doesNotContain("SECRET");
        assertThat(archive.asked).hasSize(1);
    }

    @Test
    void leavesAFileWithAnAddressThatCannotBeAskedForLater() throws Exception {
        for (String address : List.of("ftp://host/x.nc4", "x.nc4", "https:/x.nc4"))
            assertThat(notHad(new GranuleSource.Remote(
                            URI.create(address), OptionalLong.empty(), Optional.empty(), Optional.empty())))
                    .isEqualTo(NAME + " Expected "
                            + (address.startsWith("https") ? "the name of a host: " : "an http or https address: ")
                            + address);
    }

    @Test
    void takesTheRefusalOfAStrangerForTheFilesFault() throws Exception {
        archive.on(PATH, exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", archive.uri("localhost", "/stranger").toString());
            answer(exchange, 303, "");
        });
        archive.on("/stranger", exchange -> answer(exchange, 403, ""));
        assertThat(notHad()).contains("status 403, access refused").contains("is sent no token");
    }

    @Test
    void readsTheTokenOfAFileAnewEachTime() throws Exception {
        final Path token = Files.writeString(folder.resolve("token"), " first\r\n");
        download = download("token-file: '" + token + "'");
        archive.on(PATH, exchange -> answer(exchange, 200, HDF, good));
        fetch();
        Files.writeString(token, "second\n");
        fetch();
        assertThat(archive.asked)
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer first", "Bearer second");
        Files.writeString(token, "SEC RET\n");
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("token holds no token, expected one line with an Earthdata token")
                .hasMessageNotContaining("RET")
                .extracting(e -> ((ArchiveException) e).reason())
                .isEqualTo(ArchiveException.Reason.REFUSED);
        Files.delete(token);
        assertThatThrownBy(this::fetch).hasMessageContaining("archive.token-file cannot be read: no such file");
    }

    @Test
    void cutsOffABodyThatDoesNotEndWhereTheCatalogueSays() throws Exception {
        archive.on(PATH, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            final byte[] block = new byte[1 << 16];
            while (true) exchange.getResponseBody().write(block); // until we hang up
        });
        assertThat(badReason(download.fetch(NAME, remote(OptionalLong.of(good.length), 1, "MB"))))
                .contains("does not end after");
        assertThat(archive.asked).hasSize(1);
        assertThat(folder.resolve("downloads").resolve(NAME + ".part")).doesNotExist();
    }

    @Test
    void saysThatAFileWasCompressedUnasked() throws Exception {
        archive.on(PATH, exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, HDF, new byte[2000]);
        });
        assertThat(badReason(fetch()))
                .contains("is no HDF5 file")
                .contains("was sent as 'gzip', which was not asked for");
    }

    @Test
    void saysWhatTellsWhetherOneFileOrAllAreBusy() {
        archive.on(PATH, exchange -> answer(exchange, 429, ""));
        assertThatThrownBy(this::fetch)
                .hasMessageContaining("status 429 (3 attempts)")
                .extracting(e -> ((ArchiveException) e).reason())
                .isEqualTo(ArchiveException.Reason.BUSY);
        assertThat(archive.asked).hasSize(3);
    }

    @Test
    void doesNotFollowIntoALoginPage() {
        archive.on(PATH, exchange -> {
            exchange.getResponseHeaders().set("Location", "https://urs.earthdata.nasa.gov/oauth/authorize?client_id=x");
            answer(exchange, 302, "");
        });
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("asks for a login")
                .hasMessageContaining("archive.token");
    }

    @Test
    void takesARefusalForTheArchivesFault() {
        archive.on(PATH, exchange -> answer(exchange, 401, "HTTP Basic: Access denied."));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("status 401")
                .hasMessageContaining("archive.token")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void takesAFileThatIsGoneForBad() throws Exception {
        archive.on(PATH, exchange -> answer(exchange, 404, ""));
        assertThat(badReason(fetch())).contains("answers 404, expected 200");
    }

    @Test
    void takesAGoodFileThatIsSaidToBeHtml() throws Exception {
        archive.on(PATH, exchange -> answer(exchange, 200, "text/html", good));
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
    }

    @Test
    void triesAPageOfHtmlAgainAndThenSaysWhatToDo() throws Exception {
        final String page = "<html><head><title>Earthdata\nLogin</title></head></html>";
        for (String type : List.of("text/html; charset=utf-8", HDF)) {
            archive.asked.clear();
            pauses.clear();
            archive.on(PATH, exchange -> answer(exchange, 200, type, page.getBytes(UTF_8)));
            assertThatThrownBy(this::fetch)
                    .hasMessageContaining(
                            "is a page of HTML titled 'Earthdata Login', expected an HDF5 file (3 attempts)")
                    .hasMessageContaining("'NASA GESDISC DATA ARCHIVE' is not approved yet, do so at"
                            + " https://urs.earthdata.nasa.gov/approve_app?client_id=")
                    .extracting(e -> ((ArchiveException) e).reason())
                    .isEqualTo(ArchiveException.Reason.REFUSED);
            assertThat(archive.asked).hasSize(3);
            assertThat(pauses).containsExactly(1000L, 2000L);
            assertThat(folder.resolve("downloads")).isEmptyDirectory();
        }
        assertThat(tally.retries).containsOnly(DownloadTally.Retry.BAD_FILE).hasSize(4);
    }

    @Test
    void recoversFromOneBadAnswer() throws Exception {
        final AtomicInteger requests = new AtomicInteger();
        archive.on(
                PATH,
                exchange -> answer(
                        exchange,
                        200,
                        HDF,
                        requests.getAndIncrement() == 0 ? Arrays.copyOf(good, good.length / 2) : good));
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
    }

    @Test
    void noticesAFileCutAtTheServer() throws Exception {
        archive.on(PATH, exchange -> answer(exchange, 200, HDF, Arrays.copyOf(good, good.length - 1)));
        final Fetched fetched = fetch();
        assertThat(badReason(fetched)).startsWith("is cut off: ");
        assertThat(((Fetched.Bad) fetched).file().orElseThrow()).exists();
    }

    @Test
    void leavesAnAnswerThatAlwaysBreaksOffForLater() throws Exception {
        archive.on(PATH, exchange -> {
            exchange.sendResponseHeaders(200, good.length);
            exchange.getResponseBody().write(good, 0, good.length / 3);
            exchange.getResponseBody().flush();
            throw new IOException("the plug is pulled");
        });
        assertThat(notHad()).contains("breaks off: ");
        assertThat(archive.asked).hasSize(3);
    }

    @Test
    void takesAServerThatIsDownForTheArchivesFault() {
        archive.on(PATH, exchange -> answer(exchange, 503, ""));
        assertThatThrownBy(this::fetch).isInstanceOf(ArchiveException.class).hasMessageContaining("status 503");
        archive.close();
        assertThatThrownBy(this::fetch).isInstanceOf(ArchiveException.class).hasMessageContaining("ConnectException");
    }

    @Test
    void givesUpOnABodyThatStalls() throws Exception {
        download = download("request-timeout: PT0.2S");
        archive.on(PATH, exchange -> {
            exchange.sendResponseHeaders(200, good.length);
            exchange.getResponseBody().write(good, 0, 100);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(2000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(notHad()).contains("nothing arrived for PT0.2S");
    }

    @Test
    void comparesWithTheCataloguesSizeAndChecksum() throws Exception {
        archive.on(PATH, exchange -> answer(exchange, 200, HDF, good));
        final double mega = good.length / 1048576.0;
        assertThat(download.fetch(NAME, remote(OptionalLong.empty(), 1.009 * mega, "MB")))
                .isInstanceOf(Fetched.Whole.class);
        Files.delete(folder.resolve("downloads").resolve(NAME));
        assertThat(badReason(download.fetch(NAME, remote(OptionalLong.empty(), 2 * mega, "MB"))))
                .contains("expected within 1 % of");
        assertThat(badReason(download.fetch(NAME, remote(OptionalLong.of(good.length + 1), mega, "MB"))))
                .contains("expected " + (good.length + 1) + " (catalogue)");
        assertThat(badReason(download.fetch(NAME, remote("00"))))
                .contains("has MD5 ")
                .contains("expected 00");
        final String md5 =
                HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(good));
        assertThat(download.fetch(NAME, remote(md5))).isInstanceOf(Fetched.Whole.class);
    }

    private GranuleSource.Remote remote(OptionalLong bytes, double size, String unit) {
        return new GranuleSource.Remote(
                archive.uri(PATH), bytes, Optional.of(new GranuleSource.CatalogueSize(size, unit)), Optional.empty());
    }

    private GranuleSource.Remote remote(String md5) {
        return new GranuleSource.Remote(
                archive.uri(PATH),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(new GranuleSource.Checksum("MD5", md5)));
    }

    @Test
    void leavesAFileThatIsStillBeingCopiedForLater() throws Exception {
        final Path growing = Files.write(folder.resolve(NAME), Arrays.copyOf(good, 500));
        final Download patient = new Download(
                session(archive.settings(""), Map.of()),
                folder.resolve("downloads"),
                millis -> write(growing, Arrays.copyOf(good, 600)));
        assertThat(patient.fetch(NAME, new GranuleSource.LocalFile(growing))).isInstanceOf(Fetched.Unfinished.class);
        assertThat(download.fetch(NAME, new GranuleSource.LocalFile(growing))).isInstanceOf(Fetched.Bad.class);
        write(growing, good);
        assertThat(download.fetch(NAME, new GranuleSource.LocalFile(growing)))
                .isEqualTo(new Fetched.Whole(growing, false));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Sends the bytes asked for, and breaks off after so many of them.
    private void inParts(String tag, byte[] bytes, int most) {
        archive.on(PATH, exchange -> {
            final String range = exchange.getRequestHeaders().getFirst("Range");
            final boolean rest =
                    range != null && tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
            final int first = rest ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)) : 0;
            exchange.getResponseHeaders().set("ETag", tag);
            if (rest)
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + first + "-" + (bytes.length - 1) + "/" + bytes.length);
            exchange.sendResponseHeaders(rest ? 206 : 200, bytes.length - first);
            exchange.getResponseBody().write(bytes, first, Math.min(most, bytes.length - first));
            exchange.getResponseBody().flush();
            if (most >= bytes.length - first) return;
            awaitLength(folder.resolve("downloads").resolve(NAME + ".part"), first + most);
            throw new IOException("the plug is pulled");
        });
    }

    /// A broken connection takes along what was sent and not yet read.
    private static void awaitLength(Path file, long length) throws IOException {
        final long giveUp = System.nanoTime() + 10_000_000_000L;
        while (!Files.exists(file) || Files.size(file) < length) {
            if (System.nanoTime() > giveUp) throw new IOException(file + " does not come to " + length + " bytes");
            Thread.onSpinWait();
        }
    }

    @Test
    void goesOnWhereADownloadBrokeOff() throws Exception {
        inParts("\"a\"", good, 8_000);
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(folder.resolve("downloads").resolve(NAME)).hasBinaryContent(good);
        assertThat(archive.asked).extracting(asked -> asked.header("Range")).containsExactly("", from(1), from(2));
        assertThat(folder.resolve("downloads")).isDirectoryNotContaining("glob:**.part*");
    }

    private static String from(int times) {
        return "bytes=" + times * 8_000 + "-";
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        inParts("\"a\"", good, 6_000);
        assertThat(notHad()).contains("breaks off: ");
        download = download("token: secret");
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(folder.resolve("downloads").resolve(NAME)).hasBinaryContent(good);
        assertThat(archive.asked).hasSize(4);
    }

    @Test
    void beginsAnewWhenTheArchivesFileIsAnother() throws Exception {
        final byte[] old = Hdf5Bytes.whole(30_000);
        inParts("\"old\"", old, 7_000);
        assertThat(notHad()).contains("breaks off: ");
        inParts("\"new\"", good, good.length);
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(folder.resolve("downloads").resolve(NAME)).hasBinaryContent(good);
        assertThat(archive.asked.getLast().header("If-range")).isEqualTo("\"old\"");
    }

    @Test
    void beginsAnewWhenTheRestIsNotTheRest() throws Exception {
        inParts("\"a\"", good, 6_000);
        assertThat(notHad()).contains("breaks off: ");
        archive.on(PATH, exchange -> {
            final boolean ranged = exchange.getRequestHeaders().containsKey("Range");
            exchange.getResponseHeaders().set("Content-Range", "bytes 5-19999/20000");
            answer(exchange, ranged ? 206 : 200, HDF, good);
        });
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(folder.resolve("downloads").resolve(NAME)).hasBinaryContent(good);
    }

    @Test
    void beginsAnewWhenTheServerHeedsTheRangeOfAnotherFile() throws Exception {
        inParts("\"a\"", Hdf5Bytes.whole(20_000), 6_000);
        assertThat(notHad()).contains("breaks off: ");
        archive.on(PATH, exchange -> {
            final String range = exchange.getRequestHeaders().getFirst("Range");
            final int first = range == null ? 0 : Integer.parseInt(range.substring(6, range.length() - 1));
            exchange.getResponseHeaders().set("ETag", "\"b\"");
            exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-19999/20000");
            answer(exchange, range == null ? 200 : 206, HDF, Arrays.copyOfRange(good, first, good.length));
        });
        good[19_999] = 7;
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(folder.resolve("downloads").resolve(NAME)).hasBinaryContent(good);
        assertThat(archive.asked.getLast().headers()).doesNotContainKey("Range");
    }

    @Test
    void takesAllOfAFileFromAServerThatKnowsNoRanges() throws Exception {
        inParts("\"a\"", good, 6_000);
        assertThat(notHad()).contains("breaks off: ");
        archive.on(PATH, exchange -> answer(exchange, 200, HDF, good));
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(folder.resolve("downloads").resolve(NAME)).hasBinaryContent(good);
        assertThat(archive.asked.getLast().header("Range")).isEqualTo("bytes=18000-");
    }

    @Test
    void waitsUntilTheDateThatABusyArchiveNames() throws Exception {
        final AtomicInteger requests = new AtomicInteger();
        archive.on(PATH, exchange -> {
            if (requests.getAndIncrement() > 0) {
                answer(exchange, 200, HDF, good);
                return;
            }
            exchange.getResponseHeaders().set("Retry-After", "Sun, 01 Mar 2026 12:01:30 GMT");
            answer(exchange, 429, "");
        });
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(pauses).containsExactly(90_000L);
    }

    @Test
    void comesWholeAtALimitedRate() throws Exception {
        download = download("download-mb-per-second: 0.1");
        archive.on(PATH, exchange -> answer(exchange, 200, HDF, good));
        assertThat(fetch()).isInstanceOf(Fetched.Whole.class);
        assertThat(folder.resolve("downloads").resolve(NAME)).hasBinaryContent(good);
    }

    @Test
    void tellsHowDownloadsGetOn() throws Exception {
        inParts("\"a\"", good, 8_000);
        fetch();
        assertThat(tally.bytes.get()).isEqualTo(20_000);
        assertThat(tally.retries).containsExactly(DownloadTally.Retry.BROKEN_OFF, DownloadTally.Retry.BROKEN_OFF);
        assertThat(tally.begun.get()).isEqualTo(1);
        assertThat(tally.ended.get()).isEqualTo(1);
    }

    /// What the archive says and how, and what is to be done about it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"errors":["Token [SECRET] has expired. Please renew"]} | the token has expired: archive.token must be
            401 | {"errors":["Token SECRET does not exist"]} | archive.token must be a valid Earthdata token of a user who
            403 | {"error":"invalid_token","error_description":"EULA Acceptance Failure","resolution_url":\
            "https://urs.earthdata.nasa.gov/approve_app?client_id=abc_1"} | a licence or an application is to be agreed \
            to, once, with a browser: https://urs.earthdata.nasa.gov/approve_app?client_id=abc_1
            403 | {"error_description":"EULA Acceptance Failure","resolution_url":"https://evil.example.com/approve_app"} \
            | with a browser: https://urs.earthdata.nasa.gov/approve_app?client_id=e2
            403 | SECRET | the application 'NASA GESDISC DATA ARCHIVE' is not approved yet, do so at https://urs.earthdata.nasa.gov/
            """)
    void saysWhatToDoAboutARefusalAndNothingOfTheToken(int status, String body, String said) {
        archive.on(PATH, exchange -> answer(exchange, status, body));
        assertThatThrownBy(this::fetch)
                .hasMessageContaining("status " + status + ", access refused")
                .hasMessageContaining(said)
                .hasMessageNotContaining("SECRET")
                .hasMessageNotContaining("evil");
    }

    @Test
    void takesAFullDiskForTheDisksFaultAndAsksOnce() throws Exception {
        final Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no " + full);
        final Path part = folder.resolve("downloads").resolve(NAME + ".part");
        Files.write(part, Arrays.copyOf(good, 5));
        Files.writeString(folder.resolve("downloads").resolve(NAME + ".part.of"), "\"a\"");
        archive.on(PATH, exchange -> {
            Files.delete(part);
            Files.createSymbolicLink(part, full);
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-19999/20000");
            answer(exchange, 206, HDF, good);
        });
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(NAME + ".part cannot be written: No space left on device")
                .extracting(e -> ((ArchiveException) e).reason())
                .isEqualTo(ArchiveException.Reason.DISK);
        assertThat(archive.asked).hasSize(1);
    }

    @Test
    void leavesOtherFilesOfItsFolderAlone() throws Exception {
        Files.write(folder.resolve("downloads").resolve("mine.nc4"), new byte[3]);
        download("");
        assertThat(folder.resolve("downloads").resolve("mine.nc4")).exists();
    }
}
