package org.fluxwatch.publish.remote;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The messages of Prometheus's remote read protocol, as `prompb/remote.proto` and `types.proto` of Prometheus number
/// their fields. Of responses only samples are known, which every Prometheus takes; fields that are not known are
/// passed over, as the format wants it.
/// ```
/// ReadRequest   1 queries: Query*
/// Query         1 start_timestamp_ms, 2 end_timestamp_ms, 3 matchers: LabelMatcher*
/// LabelMatcher  1 type, 2 name, 3 value
/// ReadResponse  1 results: QueryResult*, each 1 timeseries: TimeSeries*
/// TimeSeries    1 labels: Label*, each 1 name, 2 value; 2 samples: Sample*, each 1 value, 2 timestamp
/// ```
final class RemoteMessages {
    private static final int MOST_QUERIES = 100;
    private static final int MOST_MATCHERS = 100;

    private RemoteMessages() {}

    /// @throws IOException when it is no ReadRequest
    /// @throws IllegalArgumentException when it asks for what cannot be
    static List<SeriesQuery> queries(byte[] request) throws IOException {
        final CodedInputStream in = CodedInputStream.newInstance(request);
        final List<SeriesQuery> queries = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag())
            if (tag == message(1)) {
                if (queries.size() == MOST_QUERIES)
                    throw new IllegalArgumentException("there are more than " + MOST_QUERIES + " queries");
                queries.add(query(nested(in)));
            } else in.skipField(tag);
        return queries;
    }

    private static SeriesQuery query(CodedInputStream in) throws IOException {
        long start = 0;
        long end = 0;
        final List<LabelMatcher> matchers = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag())
            if (tag == number(1)) start = in.readInt64();
            else if (tag == number(2)) end = in.readInt64();
            else if (tag == message(3)) {
                if (matchers.size() == MOST_MATCHERS)
                    throw new IllegalArgumentException("there are more than " + MOST_MATCHERS + " matchers");
                matchers.add(matcher(nested(in)));
            } else in.skipField(tag);
        return new SeriesQuery(start, end, matchers);
    }

    private static LabelMatcher matcher(CodedInputStream in) throws IOException {
        int kind = 0;
        String name = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag())
            if (tag == number(1)) kind = in.readEnum();
            else if (tag == message(2)) name = in.readStringRequireUtf8();
            else if (tag == message(3)) value = in.readStringRequireUtf8();
            else in.skipField(tag);
        final LabelMatcher.Kind[] kinds = LabelMatcher.Kind.values();
        if (kind < 0 || kind >= kinds.length)
            throw new IllegalArgumentException("a matcher is of kind " + kind + ", expected 0 to 3");
        return new LabelMatcher(kinds[kind], name, value);
    }

    private static CodedInputStream nested(CodedInputStream in) throws IOException {
        return CodedInputStream.newInstance(in.readByteArray());
    }

    /// Texts and bytes have it too.
    private static int message(int field) {
        return field << 3 | 2;
    }

    private static int number(int field) {
        return field << 3;
    }

    static byte[] response(List<SeriesSet> results) throws IOException {
        return message(out -> {
            for (SeriesSet result : results)
                out.writeByteArray(1, message(inner -> {
                    for (Map.Entry<Map<String, String>, List<SeriesSet.Sample>> one :
                            result.found().entrySet()) inner.writeByteArray(1, series(one.getKey(), one.getValue()));
                }));
        });
    }

    private static byte[] series(Map<String, String> labels, List<SeriesSet.Sample> samples) throws IOException {
        return message(out -> {
            for (Map.Entry<String, String> label : labels.entrySet())
                out.writeByteArray(1, message(inner -> {
                    inner.writeString(1, label.getKey());
                    inner.writeString(2, label.getValue());
                }));
            for (SeriesSet.Sample sample : samples)
                out.writeByteArray(2, message(inner -> {
                    inner.writeDouble(1, sample.value());
                    inner.writeInt64(2, sample.timeMs());
                }));
        });
    }

    @FunctionalInterface
    private interface Content {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Content content) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final CodedOutputStream out = CodedOutputStream.newInstance(bytes, 64);
        content.write(out);
        out.flush();
        return bytes.toByteArray();
    }
}
