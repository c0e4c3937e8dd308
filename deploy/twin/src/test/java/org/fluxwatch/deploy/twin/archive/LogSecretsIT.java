package org.fluxwatch.deploy.twin.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.settings.LogSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.ingest.IngestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// Ingest at an archive that does not let it in, then does, with a broker that wants a login: of token, passwords,
/// codes and signatures nothing is in the log, whatever goes wrong.
class LogSecretsIT {
    private static final String TOKEN = "t0ken-SECRET";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int LENGTH = 50_000;

    @TempDir
    private Path folder;

    @AfterEach
    void closeTheFile() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    @ParameterizedTest
    @EnumSource
    void areInNoLine(LogSettings.Format format) throws Exception {
        final PrintStream err = System.err;
        final ByteArrayOutputStream console = new ByteArrayOutputStream();
        System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
        final String password;
        try {
            Logs.to(Level.INFO, folder, format);
            password = takeIn();
        } finally {
            System.setErr(err);
        }
        final String log = Files.readString(folder.resolve("fluxwatch.log"));
        for (String said : new String[] {log, console.toString(StandardCharsets.UTF_8)}) {
            assertThat(said).contains(name(1), name(2), "token");
            assertThat(said).doesNotContain("SECRET", password, "signature=", "code=", "jaas");
        }
        if (format == LogSettings.Format.JSON)
            for (String line : log.lines().toList())
                assertThat(new ObjectMapper().readTree(line).get("timestamp").isTextual())
                        .isTrue();
    }

    /// @return the password of the broker's login
    private String takeIn() throws Exception {
        final Path lite = Files.createDirectories(folder.resolve("lite"));
        try (ArchiveServer archive = new ArchiveServer(
                        lite, 0, new Access.Login(TOKEN, "ada", "pass-SECRET"), InstantSource.system());
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("data/broker"))) {
            for (int day = 1; day <= 2; day++) archive.publish(file(lite.resolve(name(day))), NOW);
            archive.trouble(LoginTrouble.EXPIRED);
            for (String token : new String[] {"other-SECRET", TOKEN})
                try (IngestService ingest = new IngestService(settings(archive, broker, token))) {
                    ingest.start();
                    if (token.equals(TOKEN)) {
                        archive.trouble(LoginTrouble.NONE);
                        archive.faults().damageNext(Faults.Damage.ELSEWHERE);
                    }
                    final String awaited = token.equals(TOKEN) ? name(2) : "token";
                    await().atMost(PATIENCE).until(() -> Files.readString(folder.resolve("fluxwatch.log"))
                            .contains(awaited));
                }
            final Matcher password = Pattern.compile("password=\\\\?\"([^\"\\\\]+)")
                    .matcher(Files.readString(folder.resolve("data/broker/fluxwatch-client.properties")));
            assertThat(password.find()).isTrue();
            return password.group(1);
        }
    }

    private Settings settings(ArchiveServer archive, EmbeddedBroker broker, String token) {
        return SettingsLoader.parse(
                """
                data-folder: '%s'
                kafka: {bootstrap-servers: '%s'}
                archive: {cmr-url: '%s', login-url: '%s', products: [OCO2_L2_Lite_FP.11.2r], attempts: 1,
                          poll-interval: PT1S, token: '%s'}
                ingest: {http-port: 0}
                """.formatted(
                        folder.resolve("data"), broker.bootstrapServers(), archive.url(), archive.loginUrl(), token),
                "here",
                Map.of());
    }

    private static String name(int day) {
        return "oco2_LtCO2_19050" + day + "_B11210Ar_200101000000s.nc4";
    }

    /// As much of HDF5 as a download looks at.
    private static Path file(Path place) throws Exception {
        final ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
        bytes.put(13, (byte) 8).putLong(40, LENGTH);
        return Files.write(place, bytes.array());
    }
}
