package org.fluxwatch.assimilate.inversion.system;

import java.nio.ByteBuffer;
import java.time.YearMonth;
import org.fluxwatch.assimilate.inversion.solve.Carry;
import org.fluxwatch.assimilate.inversion.solve.StateLayout;

/// What the end of a month leaves to the months after it.
///
/// @param month whose observations are all in
/// @param carry what is known of its increment
/// @param before the increment of the month before it, as it stays `[columns]`
record ClosedMonth(YearMonth month, Carry carry, double[] before) {
    /// Every bit of it, big-endian.
    byte[] bytes() {
        final double[] carried = carry.values();
        final ByteBuffer bytes =
                ByteBuffer.allocate(2 * Integer.BYTES + Double.BYTES * (before.length + carried.length));
        bytes.putInt(month.getYear()).putInt(month.getMonthValue());
        for (double value : before) bytes.putDouble(value);
        for (double value : carried) bytes.putDouble(value);
        return bytes.array();
    }

    /// @throws IllegalArgumentException when it is of another layout
    static ClosedMonth of(StateLayout layout, byte[] content) {
        final ByteBuffer bytes = ByteBuffer.wrap(content);
        if (bytes.remaining() < 2 * Integer.BYTES + Double.BYTES * layout.columns())
            throw new IllegalArgumentException("a closed month of " + content.length + " bytes is cut short");
        final YearMonth month = YearMonth.of(bytes.getInt(), bytes.getInt());
        final double[] before = new double[layout.columns()];
        for (int c = 0; c < before.length; c++) before[c] = bytes.getDouble();
        final double[] carried = new double[bytes.remaining() / Double.BYTES];
        for (int c = 0; c < carried.length; c++) carried[c] = bytes.getDouble();
        return new ClosedMonth(month, Carry.of(layout, carried), before);
    }
}
