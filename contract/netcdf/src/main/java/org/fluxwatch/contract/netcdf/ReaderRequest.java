package org.fluxwatch.contract.netcdf;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// What a reader process is asked of a file.
sealed interface ReaderRequest {
    /// The names of its variables.
    record Open() implements ReaderRequest {}

    /// Dimensions, shape and attributes of a variable.
    record Describe(String variable) implements ReaderRequest {}

    /// The attributes of the file itself.
    record Global() implements ReaderRequest {}

    record Values(String variable, int[] origin, int[] window) implements ReaderRequest {}

    record Texts(String variable) implements ReaderRequest {}

    /// It is not wanted any more. Has no answer.
    record Close() implements ReaderRequest {}

    /// The most bytes of values that the answer may have.
    default long mostBytes() {
        if (!(this instanceof Values(String variable, int[] origin, int[] window))) return 0;
        long bytes = Long.BYTES;
        for (int length : window) bytes = Math.multiplyExact(bytes, length);
        return bytes;
    }

    default void write(DataOutputStream out) throws IOException {
        switch (this) {
            case Open() -> out.writeByte(0);
            case Describe(String variable) -> {
                out.writeByte(1);
                ReaderWire.write(out, variable);
            }
            case Global() -> out.writeByte(2);
            case Values(String variable, int[] origin, int[] window) -> {
                out.writeByte(3);
                ReaderWire.write(out, variable);
                ReaderWire.write(out, origin);
                ReaderWire.write(out, window);
            }
            case Texts(String variable) -> {
                out.writeByte(4);
                ReaderWire.write(out, variable);
            }
            case Close() -> out.writeByte(5);
        }
    }

    static ReaderRequest read(DataInputStream in) throws IOException {
        final int kind = in.readByte();
        return switch (kind) {
            case 0 -> new Open();
            case 1 -> new Describe(ReaderWire.text(in));
            case 2 -> new Global();
            case 3 -> new Values(ReaderWire.text(in), ReaderWire.lengths(in), ReaderWire.lengths(in));
            case 4 -> new Texts(ReaderWire.text(in));
            case 5 -> new Close();
            default -> throw new IOException("there is no request " + kind);
        };
    }
}
