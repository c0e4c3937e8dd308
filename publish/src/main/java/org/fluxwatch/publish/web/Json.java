package org.fluxwatch.publish.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.topic.RecordSerde;

/// Answers in JSON that a browser can parse: NaN, which JSON has not, is null.
final class Json {
    private static final ObjectMapper MAPPER = RecordSerde.jsonMapper()
            .copy()
            .registerModule(new SimpleModule()
                    .addSerializer(Double.class, new Doubles())
                    .addSerializer(double.class, new Doubles())
                    .addSerializer(float[].class, new Floats()));

    private Json() {}

    static void respond(HttpExchange exchange, int status, Object body) throws IOException {
        StatusServer.respond(exchange, status, "application/json", MAPPER.writeValueAsBytes(body));
    }

    /// @param message one line that holds nothing of what the client sent
    static void error(HttpExchange exchange, int status, String message) throws IOException {
        respond(exchange, status, Map.of("error", message));
    }

    private static final class Doubles extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) out.writeNumber(value);
            else out.writeNull();
        }
    }

    private static final class Floats extends JsonSerializer<float[]> {
        @Override
        public void serialize(float[] values, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartArray();
            for (float value : values)
                if (Float.isFinite(value)) out.writeNumber(value);
                else out.writeNull();
            out.writeEndArray();
        }
    }
}
