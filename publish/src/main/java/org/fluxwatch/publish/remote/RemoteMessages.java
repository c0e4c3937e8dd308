package org.fluxwatch.publish.remote;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
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

    /// Written straight out: lengths stand before contents, so they are added up first.
    static byte[] response(List<SeriesSet> results) throws IOException {
        int length = 0;
        for (SeriesSet result : results) length += withHead(length(result));
        final byte[] bytes = new byte[length];
        final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (SeriesSet result : results) {
            head(out, 1, length(result));
            for (Map.Entry<Map<String, String>, Samples> one : result.found().entrySet())
                if (one.getValue().count() > 0) write(out, one.getKey(), one.getValue());
        }
        out.flush();
        return bytes;
    }

    private static void head(CodedOutputStream out, int field, int length) throws IOException {
        out.writeUInt32NoTag(message(field));
        out.writeUInt32NoTag(length);
    }

    /// With a tag of one byte, as all fields here have.
    private static int withHead(int length) {
        return 1 + CodedOutputStream.computeUInt32SizeNoTag(length) + length;
    }

    private static int length(SeriesSet result) {
        int length = 0;
        for (Map.Entry<Map<String, String>, Samples> one : result.found().entrySet())
            if (one.getValue().count() > 0) length += withHead(length(one.getKey(), one.getValue()));
        return length;
    }

    private static int length(Map<String, String> labels, Samples samples) {
        int length = 0;
        for (Map.Entry<String, String> label : labels.entrySet()) length += withHead(length(label));
        for (int n = 0; n < samples.count(); n++) length += withHead(length(samples, n));
        return length;
    }

    private static int length(Map.Entry<String, String> label) {
        return CodedOutputStream.computeStringSize(1, label.getKey())
                + CodedOutputStream.computeStringSize(2, label.getValue());
    }

    private static int length(Samples samples, int n) {
        return CodedOutputStream.computeDoubleSize(1, samples.value(n))
                + CodedOutputStream.computeInt64Size(2, samples.timeMs(n));
    }

    private static void write(CodedOutputStream out, Map<String, String> labels, Samples samples) throws IOException {
        head(out, 1, length(labels, samples));
        for (Map.Entry<String, String> label : labels.entrySet()) {
            head(out, 1, length(label));
            out.writeString(1, label.getKey());
            out.writeString(2, label.getValue());
        }
        for (int n = 0; n < samples.count(); n++) {
            head(out, 2, length(samples, n));
            out.writeDouble(1, samples.value(n));
            out.writeInt64(2, samples.timeMs(n));
        }
    }
}
