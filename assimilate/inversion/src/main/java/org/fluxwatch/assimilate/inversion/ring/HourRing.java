package org.fluxwatch.assimilate.inversion.ring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.fluxwatch.assimilate.inversion.particles.FlowHour;
import org.fluxwatch.assimilate.inversion.particles.FlowHours;
import org.fluxwatch.assimilate.inversion.particles.FlowPreparation;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// The prepared hours of the last days in one file, each made once, mapped into memory: the heap holds none of them.
/// ```
/// page 0       MAGIC, a hash of grid, levels and winds, number of slots (longs); then the hour of each slot, or NONE
/// slot n       the prepared hour h with h mod slots = n
/// ```
/// The file is a cache. One of other air is begun anew, and a slot is marked before and after it is written, so that an
/// hour which a crash has cut short is not there. One process, one ring; reading is for any thread, preparing for one
/// thread, and not of an hour that a reader may still need the slot of. The mapping goes with the ring.
public final class HourRing implements FlowHours {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final long MAGIC = 0x666c_7578_666c_6f31L;
    private static final long NONE = Long.MIN_VALUE;
    private static final int HEAD = 3;

    private final int slots;
    private final long hourBytes;
    private final FlowPreparation preparation;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment index;
    private final FlowHour[] hours;

    /// @param file made if it is not there
    /// @param days that the ring holds
    /// @param winds what the meteorology is, so that another's hours are not taken for its own
    /// @param pool threads that prepare
    public HourRing(Path file, Grid grid, SigmaLevels levels, int days, String winds, NumericsPool pool) {
        if (days < 1 || days > 366) throw new IllegalArgumentException("ring of " + days + " days, expected 1 to 366");
        slots = 24 * days;
        hourBytes = FlowHour.bytes(grid, levels);
        preparation = new FlowPreparation(grid, levels, pool);
        final long indexBytes = Math.ceilDiv((long) Long.BYTES * (HEAD + slots), 4096L) * 4096;
        final long air = hash(grid + "|" + levels + "|" + winds);
        hours = new FlowHour[slots];
        try {
            if (!fits(file, air, indexBytes + slots * hourBytes)) Files.deleteIfExists(file);
            if (file.toAbsolutePath().getParent() != null)
                Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                index = channel.map(FileChannel.MapMode.READ_WRITE, 0, indexBytes, arena);
                for (int slot = 0; slot < slots; slot++)
                    hours[slot] = new FlowHour(channel.map(
                            FileChannel.MapMode.READ_WRITE, indexBytes + slot * hourBytes, hourBytes, arena));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the ring of prepared hours " + file + " cannot be mapped", e);
        }
        if (index.getAtIndex(LONG, 0) != MAGIC) begin(air);
    }

    private void begin(long air) {
        for (int slot = 0; slot < slots; slot++) index.setAtIndex(LONG, HEAD + slot, NONE);
        index.setAtIndex(LONG, 1, air);
        index.setAtIndex(LONG, 2, slots);
        index.setAtIndex(LONG, 0, MAGIC);
    }

    private boolean fits(Path file, long air, long bytes) throws IOException {
        if (!Files.exists(file) || Files.size(file) != bytes) return false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena own = Arena.ofConfined()) {
            final MemorySegment head = channel.map(FileChannel.MapMode.READ_ONLY, 0, (long) HEAD * Long.BYTES, own);
            return head.getAtIndex(LONG, 0) == MAGIC
                    && head.getAtIndex(LONG, 1) == air
                    && head.getAtIndex(LONG, 2) == slots;
        }
    }

    /// FNV-1a.
    private static long hash(String text) {
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (int at = 0; at < text.length(); at++) hash = (hash ^ text.charAt(at)) * 0x100_0000_01b3L;
        return hash;
    }

    private int slot(long hour) {
        return (int) Math.floorMod(hour, (long) slots);
    }

    @Override
    public Optional<FlowHour> at(long hour) {
        final int slot = slot(hour);
        return index.getAtIndex(LONG, HEAD + slot) == hour ? Optional.of(hours[slot]) : Optional.empty();
    }

    /// Prepares the hours from one time to another that are not there yet, so far as the meteorology has them.
    ///
    /// @param from full hour, the first hour's begin
    /// @param to full hour, the last hour's end
    /// @return how many were made
    public int prepare(Meteorology meteorology, Instant from, Instant to) {
        // asked once where all is there: to be asked makes meteorology read its files anew
        final boolean whole = meteorology.missing(from, to).isEmpty();
        int made = 0;
        Meteorology.Fields last = null;
        for (Instant begin = from; begin.isBefore(to); begin = begin.plusSeconds(3600)) {
            final Instant end = begin.plusSeconds(3600);
            if (at(begin.getEpochSecond() / 3600).isPresent()
                    || !whole && !meteorology.missing(begin, end).isEmpty()) continue;
            final Meteorology.Fields first = last != null && last.time().equals(begin) ? last : meteorology.at(begin);
            last = meteorology.at(end);
            prepare(first, last);
            made++;
        }
        return made;
    }

    /// Prepares one hour anew, also one that is there: winds may have been corrected.
    public void prepare(Meteorology.Fields begin, Meteorology.Fields end) {
        final long hour = Math.floorDiv(begin.time().getEpochSecond(), 3600L);
        final int slot = slot(hour);
        index.setAtIndex(LONG, HEAD + slot, NONE);
        preparation.prepare(begin, end, hours[slot].memory());
        index.setAtIndex(LONG, HEAD + slot, hour);
    }
}
