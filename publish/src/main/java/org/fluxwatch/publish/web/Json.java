package org.fluxwatch.publish.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.topic.RecordSerde;

/// Answers and texts in JSON that a browser can parse.
public final class Json {
    private static final ObjectMapper MAPPER = RecordSerde.jsonMapper().copy().registerModule(new FiniteNumbers());

    private Json() {}

    public static String text(Object value) throws JsonProcessingException {
        return MAPPER.writeValueAsString(value);
    }

    static void respond(HttpExchange exchange, int status, Object body) throws IOException {
        StatusServer.respond(exchange, status, "application/json", MAPPER.writeValueAsBytes(body));
    }

    /// @param message one line that holds nothing of what the client sent
    public static void error(HttpExchange exchange, int status, String message) throws IOException {
        respond(exchange, status, Map.of("error", message));
    }
}
