package org.fluxwatch.publish.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

/// JSON that a browser can parse: NaN, which JSON has not, is null.
public final class FiniteNumbers extends SimpleModule {
    private static final long serialVersionUID = 1;

    public FiniteNumbers() {
        this(value -> value);
    }

    /// @param shown what is written of a finite double
    public FiniteNumbers(DoubleUnaryOperator shown) {
        addSerializer(Double.class, new Doubles(shown));
        addSerializer(double.class, new Doubles(shown));
        addSerializer(double[].class, new DoubleArrays(shown));
        addSerializer(Float.class, new Floats());
        addSerializer(float[].class, new FloatArrays());
    }

    private static void write(double value, DoubleUnaryOperator shown, JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) out.writeNumber(shown.applyAsDouble(value));
        else out.writeNull();
    }

    private static final class Doubles extends JsonSerializer<Double> {
        private final DoubleUnaryOperator shown;

        Doubles(DoubleUnaryOperator shown) {
            this.shown = shown;
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            write(value, shown, out);
        }
    }

    private static final class DoubleArrays extends JsonSerializer<double[]> {
        private final DoubleUnaryOperator shown;

        DoubleArrays(DoubleUnaryOperator shown) {
            this.shown = shown;
        }

        @Override
        public void serialize(double[] values, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartArray();
            for (double value : values) write(value, shown, out);
            out.writeEndArray();
        }
    }

    private static final class Floats extends JsonSerializer<Float> {
        @Override
        public void serialize(Float value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Float.isFinite(value)) out.writeNumber(value);
            else out.writeNull();
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
