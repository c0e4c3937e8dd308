package org.fluxwatch.publish.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/// JSON that a browser can parse: NaN, which JSON has not, is null.
public final class FiniteNumbers extends SimpleModule {
    private static final long serialVersionUID = 1;

    public FiniteNumbers() {
        addSerializer(Double.class, new Doubles());
        addSerializer(double.class, new Doubles());
        addSerializer(double[].class, new DoubleArrays());
        addSerializer(float[].class, new FloatArrays());
    }

    private static void write(double value, JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) out.writeNumber(value);
        else out.writeNull();
    }

    private static final class Doubles extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            write(value, out);
        }
    }

    private static final class DoubleArrays extends JsonSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartArray();
            for (double value : values) write(value, out);
            out.writeEndArray();
        }
    }

    private static final class FloatArrays extends JsonSerializer<float[]> {
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
