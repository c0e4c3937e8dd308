package org.fluxwatch.ingest.catalog;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is listed and not used: all are counted by reason, and the log names each once, as long as they are few. Not
/// for several threads.
final class Bystanders {
    private static final Logger LOG = LoggerFactory.getLogger(Bystanders.class);
    private static final int MOST_NAMED = 100;
    private static final int MOST_REMEMBERED = 10_000;

    private Map<String, LeftAlone> before = Map.of(); // for look-up only
    private final Map<String, LeftAlone> remembered = new HashMap<>(); // for look-up only
    private final Map<LeftAlone, Integer> others = new EnumMap<>(LeftAlone.class);

    /// Begins a look that lists everything anew.
    void clear() {
        before = new HashMap<>(remembered);
        remembered.clear();
        others.clear();
    }

    /// Counts what is not worth a name.
    void add(LeftAlone reason) {
        others.merge(reason, 1, Integer::sum);
    }

    /// @param item its name or path, the same in every look
    /// @param why one line
    void add(String item, LeftAlone reason, String why) {
        if (remembered.size() >= MOST_REMEMBERED && !remembered.containsKey(item)) {
            add(reason);
            return;
        }
        final LeftAlone known = remembered.put(item, reason);
        if (known == reason || before.get(item) == reason) return;
        if (remembered.size() < MOST_NAMED) LOG.warn("{} is left alone, {}: {}", item, reason.label(), why);
        else if (remembered.size() == MOST_NAMED)
            LOG.warn("There are {} that are left alone; further ones are counted, but not named", MOST_NAMED);
    }

    /// It can be used after all.
    void remove(String item) {
        remembered.remove(item);
    }

    Map<LeftAlone, Integer> counts() {
        final Map<LeftAlone, Integer> counts = new TreeMap<>(others);
        remembered.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
        return counts;
    }
}
