package org.fluxwatch.publish.web.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.publish.Days;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Python client's own tests, and its example, against a running server.
class PythonClientTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path CLIENT = Path.of("../clients/python");

    @TempDir
    Path data;

    private record Run(int status, String said) {}

    private static Run run(ApiServer server, String... arguments) throws Exception {
        final var command = new java.util.ArrayList<>(List.of(PYTHON.toString(), "-B"));
        command.addAll(List.of(arguments));
        final ProcessBuilder builder =
                new ProcessBuilder(command).directory(CLIENT.toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", "src");
        builder.environment().put("FLUXWATCH_URL", server.url());
        builder.environment().put("FLUXWATCH_EVENTS", "yes");
        final Process process = builder.start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said.strip());
    }

    @Test
    void passesItsTestsAndRunsItsExample() throws Exception {
        assumeTrue(Files.isExecutable(PYTHON), "no /usr/bin/python3");
        try (ApiServer server = new ApiServer(data, Duration.ofSeconds(1), ApiServer.LAST)) {
            assumeTrue(
                    run(server, "-c", "import netCDF4, pandas, xarray").status == 0,
                    "no python3 with netCDF4, pandas and xarray");
            final Thread writer = Thread.ofVirtual().start(() -> writeDays(server));
            final Run tests = run(server, "-W", "error::ResourceWarning", "-m", "unittest", "discover", "-s", "tests");
            writer.interrupt();
            writer.join();
            assertThat(tests.status).as(tests.said).isZero();
            assertThat(tests.said).contains("Ran 15 tests").doesNotContain("skipped");
            final Run example = run(server, "examples/region_and_polygon.py", server.url(), "plane");
            assertThat(example.status).as(example.said).isZero();
            assertThat(example.said).contains("west, natural flux, TgC", "2019-06-01", "four by four cells");
            final Run nowhere = run(server, "examples/region_and_polygon.py", server.url(), "atlantis");
            assertThat(nowhere.status).isEqualTo(1);
            assertThat(nowhere.said).startsWith("no such domain").doesNotContain("Traceback");
        }
    }

    /// A day at a time, as a monitor that catches up.
    private static void writeDays(ApiServer server) {
        try {
            for (LocalDate day = LocalDate.of(2020, 1, 1); ; day = day.plusDays(1)) {
                server.events.written(Days.product("plane", server.grid, day, 0, 0));
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
