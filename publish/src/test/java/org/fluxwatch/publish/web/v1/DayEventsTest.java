package org.fluxwatch.publish.web.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.publish.SeriesDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayEventsTest {
    @TempDir
    Path data;

    /// A stream as it comes over the wire.
    private record Stream(Socket socket, BufferedReader in) implements AutoCloseable {
        static Stream of(ApiServer server, String lastId) throws IOException {
            final Socket socket = new Socket("127.0.0.1", server.port());
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + (lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new Stream(
                    socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        }

        /// Lines up to one that contains a text; all when it never comes.
        List<String> until(String text) throws IOException {
            final List<String> lines = new ArrayList<>();
            String line = in.readLine();
            while (line != null) {
                lines.add(line);
                if (line.contains(text)) return lines;
                line = in.readLine();
            }
            return lines;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private ApiServer server(Duration longest) throws IOException {
        return new ApiServer(data, longest, ApiServer.FIRST);
    }

    private static void write(ApiServer server, int day) {
        server.events.written(SeriesDays.day("plane", server.grid, LocalDate.of(2019, 5, day), day, false));
    }

    @Test
    void tellsOfEachProductAndGoesOnWhereAListenerLeftOff() throws Exception {
        try (ApiServer server = server(Duration.ofSeconds(60))) {
            final String id;
            try (Stream stream = Stream.of(server, "")) {
                final List<String> head = stream.until("retry: 1000");
                assertThat(head.getFirst()).startsWith("HTTP/1.1 200");
                assertThat(head)
                        .anyMatch(line -> line.equalsIgnoreCase("Content-Type: text/event-stream; charset=utf-8"));
                write(server, 3);
                final List<String> event = stream.until("data:");
                assertThat(event).contains("event: day");
                assertThat(event.getLast())
                        .isEqualTo(
                                "data: {\"domain\":\"plane\",\"system\":\"filter\",\"day\":\"2019-05-03\",\"revision\":3}");
                id = event.stream()
                        .filter(line -> line.startsWith("id: "))
                        .findFirst()
                        .orElseThrow()
                        .substring(4);
            }
            write(server, 4);
            write(server, 5);
            try (Stream stream = Stream.of(server, id)) {
                assertThat(stream.until("2019-05-05"))
                        .noneMatch(line -> line.contains("reset"))
                        .anyMatch(line -> line.contains("2019-05-04"))
                        .noneMatch(line -> line.contains("2019-05-03"));
            }
            try (Stream stream = Stream.of(server, "00000000-7")) {
                final List<String> lines = stream.until("reset");
                assertThat(lines.getLast()).isEqualTo("event: reset");
                assertThat(lines).contains("id: " + id.substring(0, id.indexOf('-')) + "-3");
            }
            try (Stream stream = Stream.of(server, id)) {
                stream.until("retry");
                for (int n = 0; n < 300; n++) write(server, 6);
                assertThat(stream.until("data:")).isNotEmpty();
            }
        }
    }

    /// Without an event it knows where the stream began, also after a restart.
    @Test
    void aListenerThatHasHeardNothingMissesNothing() throws Exception {
        try (ApiServer server = server(Duration.ofSeconds(60))) {
            final String id;
            try (Stream stream = Stream.of(server, "00000000-7")) {
                id = stream.until("id: ").getLast().substring(4);
                assertThat(stream.until("reset").getLast()).isEqualTo("event: reset");
            }
            write(server, 4);
            try (Stream stream = Stream.of(server, id)) {
                assertThat(stream.until("2019-05-04"))
                        .noneMatch(line -> line.contains("reset"))
                        .anyMatch(line -> line.contains("2019-05-04"));
            }
        }
    }

    @Test
    void endsAStreamInTimeAndAllOfThemAtClose() throws Exception {
        try (ApiServer server = server(Duration.ofMillis(300));
                Stream stream = Stream.of(server, "")) {
            assertThat(stream.until("never").getLast()).isEqualTo("");
        }
        final ApiServer server = server(Duration.ofSeconds(60));
        try (Stream stream = Stream.of(server, "")) {
            stream.until("retry");
            final long begin = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void boundsItsListenersAndLetsOthersIn() throws Exception {
        try (ApiServer server = server(Duration.ofSeconds(60))) {
            final List<Stream> streams = new ArrayList<>();
            for (int n = 0; n < DayEvents.MOST_LISTENERS; n++) {
                final Stream stream = Stream.of(server, "");
                stream.until("retry");
                streams.add(stream);
            }
            assertThat(server.get("/api/v1/events").statusCode()).isEqualTo(503);
            assertThat(server.json("/domains").get("domains")).isNotEmpty();
            for (Stream stream : streams) stream.close();
            // who has gone is noticed with the next events
            for (int n = 0; n < 50; n++) {
                write(server, 7);
                Thread.sleep(20);
            }
            try (Stream stream = Stream.of(server, "")) {
                assertThat(stream.until("retry").getFirst()).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void answersHeadWithoutAStream() throws Exception {
        try (ApiServer server = server(Duration.ofSeconds(60))) {
            assertThat(server.send("HEAD", "/api/v1/events").statusCode()).isEqualTo(200);
        }
    }
}
