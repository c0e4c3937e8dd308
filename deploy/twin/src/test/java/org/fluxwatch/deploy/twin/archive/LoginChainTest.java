package org.fluxwatch.deploy.twin.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.DownloadTally;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.archive.Fetched;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.archive.LoginTrial;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.CommandLineRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole way to a file, over the archive's four hosts.
class LoginChainTest {
    private static final String TOKEN = "t0ken-SECRET";
    private static final String PASSWORD = "pass word-SECRET";
    private static final Map<String, String> ADA = Map.of("EARTHDATA_USERNAME", "ada", "EARTHDATA_PASSWORD", PASSWORD);
    private static final int LENGTH = 50_000;

    @TempDir
    Path folder;

    private ArchiveServer archive;
    private EarthdataSession session;
    private Download download;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @BeforeEach
    void serve() throws IOException {
        final Path lite = Files.createDirectories(folder.resolve("lite"));
        archive = new ArchiveServer(lite, 0, new Access.Login(TOKEN, "ada", PASSWORD), InstantSource.system());
        for (int day = 1; day <= 9; day++) archive.publish(file(lite.resolve(name(day))), now);
    }

    @AfterEach
    void close() {
        if (session != null) session.close();
        archive.close();
    }

    private static String name(int day) {
        return "oco2_LtCO2_19050" + day + "_B11210Ar_200101000000s.nc4";
    }

    private URI address(int day) {
        return archive.url().resolve("/data/OCO2_DATA/OCO2_L2_Lite_FP.11.2r/2019/" + name(day));
    }

    /// As much of HDF5 as a download looks at.
    private static Path file(Path place) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
        bytes.put(13, (byte) 8).putLong(40, LENGTH);
        return Files.write(place, bytes.array());
    }

    private String archiveSettings(String token) {
        return "archive: {cmr-url: '" + archive.url() + "', login-url: '" + archive.loginUrl()
                + "', products: [OCO2_L2_Lite_FP.11.2r], attempts: 2, token: '" + token + "'}";
    }

    private void logInWith(String token, Map<String, String> environment) throws IOException {
        session = new EarthdataSession(
                SettingsLoader.parse(archiveSettings(token), "test", Map.of()).archive(),
                environment,
                millis -> {},
                () -> now,
                () -> 0L,
                DownloadTally.NONE);
        download = new Download(session, folder.resolve("downloads"), millis -> {});
    }

    private Map<String, String> netrc(String text) throws IOException {
        final Path home = Files.createDirectories(folder.resolve("home"));
        final Path file = Files.writeString(home.resolve(".netrc"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Map.of("HOME", home.toString());
    }

    private Fetched fetch(int day) throws Exception {
        return fetch(day, address(day));
    }

    private Fetched fetch(int day, URI uri) throws Exception {
        return download.fetch(
                name(day), new GranuleSource.Remote(uri, OptionalLong.of(LENGTH), Optional.empty(), Optional.empty()));
    }

    private String refusal(int day) {
        final ArchiveException refusal = catchThrowableOfType(ArchiveException.class, () -> fetch(day));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal.getMessage()).contains(name(day)).doesNotContain("SECRET");
        assertThat(folder.resolve("downloads")).isEmptyDirectory();
        return refusal.getMessage();
    }

    /// Host, what says who asks, cookies, status.
    private List<String> steps() throws InterruptedException {
        return archive.requests().latest().stream()
                .map(request -> URI.create(request.address()).getHost() + " "
                        + (request.authorization().isEmpty() ? "-" : request.authorization()) + " "
                        + String.join("+", request.cookies()) + " " + request.status())
                .toList();
    }

    private void transcript(String title) throws InterruptedException {
        final StringBuilder text = new StringBuilder("== " + title + "\n");
        archive.requests().latest().forEach(request -> text.append(request).append('\n'));
        System.out.print(text);
        assertThat(text).doesNotContain("SECRET");
    }

    private void fetchesAnotherByItsCookie() throws Exception {
        archive.requests().forget();
        assertThat(fetch(2)).isInstanceOf(Fetched.Whole.class);
        assertThat(steps()).containsExactly("127.0.0.1 - twin_session 200");
        assertThat(archive.logins()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"environment", "netrc"})
    void comesWithNameAndPasswordThroughLoginAndSignedStore(String from) throws Exception {
        final String machine = archive.loginUrl().getHost();
        logInWith(
                "",
                from.equals("netrc")
                        ? netrc("machine " + machine + " login ada password \"" + PASSWORD + "\"\n")
                        : ADA);
        archive.faults().damageNext(Faults.Damage.ELSEWHERE);
        assertThat(fetch(1)).isInstanceOf(Fetched.Whole.class);
        transcript("name and password of " + from);
        assertThat(steps())
                .containsExactly(
                        "127.0.0.1 -  302",
                        "127.0.0.2 Basic  302",
                        "127.0.0.1 -  302",
                        "127.0.0.1 - twin_session 303",
                        "127.0.0.3 -  200");
        fetchesAnotherByItsCookie();
    }

    @Test
    void comesWithATokenThroughTheSignedStoreAndWithoutALogin() throws Exception {
        logInWith(TOKEN, ADA);
        archive.faults().damageNext(Faults.Damage.ELSEWHERE);
        assertThat(fetch(1)).isInstanceOf(Fetched.Whole.class);
        transcript("token");
        assertThat(steps()).containsExactly("127.0.0.1 Bearer  303", "127.0.0.3 -  200");
        assertThat(archive.logins()).isZero();
    }

    @Test
    void logsInOnceForAllDownloadsAtATime() throws Exception {
        logInWith("", ADA);
        final List<Future<Fetched>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int day = 1; day <= 9; day++) {
                final int one = day;
                all.add(threads.submit(() -> fetch(one)));
            }
            for (Future<Fetched> one : all) assertThat(one.get()).isInstanceOf(Fetched.Whole.class);
        }
        assertThat(archive.logins()).isEqualTo(1);
    }

    @Test
    void sendsAWrongPasswordOnceUntilItIsAnotherOrAnHourHasPassed() throws Exception {
        final String entry = "machine " + archive.loginUrl().getHost() + " login ada password ";
        logInWith("", netrc(entry + "wrong-SECRET"));
        assertThat(refusal(1))
                .contains(" answers 401 to machine 127.0.0.2 of ")
                .contains(".netrc: user or password is wrong");
        transcript("wrong password");
        archive.requests().forget();
        assertThat(refusal(2)).contains("user or password is wrong").contains("not sent again before");
        assertThat(steps()).containsExactly("127.0.0.1 -  302");
        now = now.plusSeconds(3600);
        assertThat(refusal(3)).contains("user or password is wrong");
        assertThat(steps()).contains("127.0.0.2 Basic  401");
        netrc(entry + '"' + PASSWORD + '"');
        assertThat(fetch(4)).isInstanceOf(Fetched.Whole.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNAPPROVED    | login | access denied by 127.0.0.1: if the application 'NASA GESDISC DATA ARCHIVE' is not approved
            PAGE          | login | shows a page titled 'Earthdata Login' in place of the way on: log in there once with a browser
            EULA          | login | a licence or an application is to be agreed to, once, with a browser: http://127.0.0.2:
            EULA          | token | a licence or an application is to be agreed to, once, with a browser: http://127.0.0.2:
            PAGE_FOR_FILE | login | is a page of HTML titled 'Earthdata Login', expected an HDF5 file
            PAGE_FOR_FILE | token | is a page of HTML titled 'Earthdata Login', expected an HDF5 file
            EXPIRED       | token | the token has expired: archive.token must be a valid Earthdata token, make a new one at
            NO_SESSION    | login | again after it: the archive does not keep the session
            NONE          | wrong | archive.token must be a valid Earthdata token of a user who has approved the application
            NONE          | none  | and there is nothing to log in with: expected archive.token or archive.token-file, or
            """)
    void saysWhyItIsNotLetInAndWhatToDo(LoginTrouble trouble, String who, String said) throws Exception {
        archive.trouble(trouble);
        logInWith(
                switch (who) {
                    case "token" -> TOKEN;
                    case "wrong" -> "other-SECRET";
                    default -> "";
                },
                who.equals("login") ? ADA : Map.of());
        assertThat(refusal(1)).contains(said);
        transcript(trouble + ", " + who);
        final LoginTrial trial = LoginTrial.of(session, address(2));
        assertThat(trial.worked()).isFalse();
        assertThat(trial.words()).startsWith("does not work: ").doesNotContain("SECRET");
    }

    @Test
    void comesAgainToALoginThatIsBusy() throws Exception {
        archive.trouble(LoginTrouble.BUSY);
        logInWith("", ADA);
        final ArchiveException busy = catchThrowableOfType(ArchiveException.class, () -> fetch(1));
        assertThat(busy.reason()).isEqualTo(Reason.BUSY);
        assertThat(busy).hasMessageContaining("status 429 (2 attempts)");
        archive.trouble(LoginTrouble.NONE);
        assertThat(fetch(1)).isInstanceOf(Fetched.Whole.class);
    }

    @Test
    void makesNoLoginForAHostOutsideTheArchive() throws Exception {
        final Requests asked = new Requests();
        try (LoopbackHost stranger = new LoopbackHost(4, asked)) {
            stranger.handle("/", exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", archive.loginUrl() + "/oauth/authorize?redirect_uri=" + stranger.url());
                exchange.sendResponseHeaders(302, -1);
            });
            logInWith("", ADA);
            final ArchiveException refusal = catchThrowableOfType(
                    ArchiveException.class, () -> fetch(1, stranger.url().resolve("/x.nc4")));
            assertThat(refusal.reason()).isEqualTo(Reason.FILE);
            assertThat(refusal).hasMessageContaining("no login is made for it (archive.token-domains)");
        }
        assertThat(asked.latest()).hasSize(1);
        assertThat(archive.requests().latest()).isEmpty();
    }

    @Test
    void checkTriesTheLogin() throws Exception {
        for (String token : List.of(TOKEN, "other-SECRET")) {
            final Path settings = Files.writeString(folder.resolve("settings.yaml"), archiveSettings(token) + """

                    domains:
                      small:
                        grid: {columns: 20, rows: 20, cell-km: 128.0}
                        inputs: {meteorology: {kind: synthetic}, prior: {kind: synthetic}, boundary: {kind: synthetic}}
                    """);
            final CommandLineRun run = CommandLineRun.of(
                    "check", "--settings", settings.toString(), "--from", "2019-05-01", "--to", "2019-05-01");
            assertThat(run.out().lines().findFirst().orElseThrow())
                    .startsWith(
                            token.equals(TOKEN)
                                    ? "login works, with the token of archive.token: the first bytes of http://127.0.0.1:"
                                    : "login does not work: http://127.0.0.1:");
            assertThat(run.out() + run.err()).contains("all 1 days can be run").doesNotContain("SECRET");
            assertThat(run.exitCode()).isEqualTo(token.equals(TOKEN) ? 0 : 1);
        }
    }

    @Test
    void looksAtTheFirstBytesAlone() throws Exception {
        logInWith("", ADA);
        final LoginTrial trial = LoginTrial.of(session, address(1));
        assertThat(trial.worked()).isTrue();
        assertThat(trial.words())
                .startsWith("works, with EARTHDATA_USERNAME and EARTHDATA_PASSWORD, at " + archive.loginUrl())
                .doesNotContain("SECRET");
        assertThat(archive.requests().latest().getLast().range()).isEqualTo("bytes=0-63");
        assertThat(archive.requests().latest().getLast().status()).isEqualTo(206);
    }
}
