package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds how many large answers are made at once; the others wait for so long, and are then told to ask again.
public final class Turns {
    private final Semaphore free;
    private final Duration patience;
    private final String busy;

    /// @param patience how long is waited for a turn
    /// @param busy what is said when there is none
    public Turns(int atOnce, Duration patience, String busy) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
        this.busy = busy;
    }

    /// Nobody waits.
    public Turns(int atOnce, String busy) {
        this(atOnce, Duration.ZERO, busy);
    }

    static Turns ofDays(int atOnce) {
        return new Turns(atOnce, "too many days are being read, ask again");
    }

    @FunctionalInterface
    public interface Answer {
        void send() throws IOException, Refused;
    }

    @FunctionalInterface
    public interface Making<T> {
        T made() throws IOException, Refused;
    }

    /// Makes an answer and sends it.
    ///
    /// @throws Refused 503 when there is no turn
    public void take(HttpExchange exchange, Answer answer) throws IOException, Refused {
        begin(exchange);
        try {
            answer.send();
        } finally {
            free.release();
        }
    }

    /// Makes an answer; sending it, to whoever reads slowly, takes no turn.
    ///
    /// @throws Refused 503 when there is no turn
    public <T> T made(HttpExchange exchange, Making<T> making) throws IOException, Refused {
        begin(exchange);
        try {
            return making.made();
        } finally {
            free.release();
        }
    }

    private void begin(HttpExchange exchange) throws Refused {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(503, "the service ends");
        }
        exchange.getResponseHeaders().set("Retry-After", "1");
        throw new Refused(503, busy);
    }
}
