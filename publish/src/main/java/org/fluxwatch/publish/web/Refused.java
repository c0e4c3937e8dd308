package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.fluxwatch.contract.text.Messages;

/// A request that is answered with an error.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /// @param message one line that holds nothing of what the client sent
    public Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException, Refused;
    }

    /// Answers, and says so in JSON where it is refused.
    public static HttpHandler answering(Answer answer) {
        return exchange -> {
            try {
                answer.to(exchange);
            } catch (Refused e) {
                Json.error(exchange, e.status(), Messages.of(e));
            }
        };
    }
}
