package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The bounds of the JDK's server hold for a JVM, so a JVM of its own has small ones: 100 connections, 1 s a request.
class HalfSentRequestsTest {
    private final List<Socket> sockets = new ArrayList<>();
    private Process process;
    private int port;

    /// Serves until it is killed, and prints its port.
    static final class Server {
        static void main() throws InterruptedException {
            final Health health = new Health();
            health.set("part", Health.State.UP, "");
            final StatusServer server = new StatusServer(
                    "publish",
                    "127.0.0.1",
                    List.of(),
                    0,
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    health);
            System.out.println(server.port());
            Thread.currentThread().join();
        }
    }

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.httpserver.maxConnections=100",
                        "-Dsun.net.httpserver.maxReqTime=1",
                        "-Dsun.net.httpserver.timerMillis=100",
                        "-Dsun.net.httpserver.clockTick=100",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        port = Integer.parseInt(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) socket.close();
        process.destroyForcibly();
    }

    private Socket send(String text) throws IOException {
        final Socket socket = new Socket("127.0.0.1", port);
        sockets.add(socket);
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // closed by the server, which has its fill
        }
        return socket;
    }

    /// Of what comes until the server closes; empty when it has closed before.
    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void closesTheConnectionsOfHalfSentRequestsAndAnswersTheRest() throws Exception {
        for (int n = 0; n < 300; n++)
            send(n % 3 == 0 ? "" : n % 3 == 1 ? "GET / HTTP/1.1" : "GET / HTTP/1.1\r\nHost: l");
        for (Socket socket : sockets) assertThat(answer(socket)).isEmpty();
        assertThat(answer(send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void closesTheConnectionOfARequestWhoseBodyNeverComes() throws Exception {
        final Socket socket = send("POST /health/live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx");
        assertThat(answer(socket)).doesNotContain("200");
    }
}
