package org.fluxwatch.assimilate.inversion.solve;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// The observations of a month, in the order of (time, id), and their information.
///
/// Rows that come in order are added as they come. A late, changed or retracted one makes the sums start again,
/// in the same order, when they are next asked for: taking a row off a sum would leave the rounding of its
/// having been there. So the information is a function of the set of rows alone, to the last bit.
public final class ObservationLedger {
    private record Key(Instant time, String id) {
        static Key of(MonthRow row) {
            return new Key(row.time(), row.id());
        }
    }

    private final StateLayout layout;
    private final TreeMap<Key, MonthRow> rows =
            new TreeMap<>(Comparator.comparing(Key::time).thenComparing(Key::id));
    private final Map<String, MonthRow> byId = new HashMap<>();
    private Information summed;
    private Optional<Key> last = Optional.empty();
    private boolean stale;

    public ObservationLedger(StateLayout layout) {
        this.layout = layout;
        this.summed = new Information(layout);
    }

    public int size() {
        return rows.size();
    }

    /// Takes an observation in, in place of one of the same id.
    ///
    /// @return whether anything changed
    /// @throws IllegalArgumentException when the row has columns that the state has not
    public boolean put(MonthRow row, NumericsPool pool) {
        layout.require(row);
        final MonthRow known = byId.get(row.id());
        if (known != null) {
            if (known.same(row)) return false;
            retract(row.id());
        }
        final Key key = Key.of(row);
        byId.put(row.id(), row);
        rows.put(key, row);
        if (stale) return true;
        if (last.isPresent() && rows.comparator().compare(key, last.get()) < 0) {
            stale = true;
        } else {
            summed.add(row, pool);
            last = Optional.of(key);
        }
        return true;
    }

    /// Takes an observation out.
    ///
    /// @return whether it was there
    public boolean retract(String id) {
        final MonthRow row = byId.remove(id);
        if (row == null) return false;
        rows.remove(Key.of(row));
        stale = true;
        return true;
    }

    /// What all observations say; changes as further ones come.
    public Information information(NumericsPool pool) {
        if (stale) {
            summed = sum(rows.values(), pool);
            last = rows.isEmpty() ? Optional.empty() : Optional.of(rows.lastKey());
            stale = false;
        }
        return summed;
    }

    /// What the observations before an instant say, as at the closing of the month before.
    public Information before(Instant end, NumericsPool pool) {
        return sum(rows.headMap(new Key(end, ""), false).values(), pool);
    }

    private Information sum(Iterable<MonthRow> some, NumericsPool pool) {
        final Information sum = new Information(layout);
        for (MonthRow row : some) sum.add(row, pool);
        return sum;
    }
}
