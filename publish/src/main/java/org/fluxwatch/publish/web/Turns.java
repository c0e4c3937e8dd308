package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/// Bounds how many large answers are made and sent at once; the others are told to ask again.
public final class Turns {
    private final Semaphore free;
    private final String busy;

    /// @param busy what is said when there is no turn
    public Turns(int atOnce, String busy) {
        this.free = new Semaphore(atOnce);
        this.busy = busy;
    }

    static Turns ofDays(int atOnce) {
        return new Turns(atOnce, "too many days are being read, ask again");
    }

    @FunctionalInterface
    public interface Answer {
        void send() throws IOException, Refused;
    }

    /// @throws Refused 503 when there is no turn
    public void take(HttpExchange exchange, Answer answer) throws IOException, Refused {
        if (!free.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            throw new Refused(503, busy);
        }
        try {
            answer.send();
        } finally {
            free.release();
        }
    }
}
