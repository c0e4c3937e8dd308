package org.fluxwatch.contract.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How many log lines there may be of one kind, such as of one reason to reject, so that a flood of bad records does
/// not become a flood of lines: the first few of each period. The last of them says that more are only counted; the
/// first of a later period, how many they were. Kinds must be few: labels, never names.
public final class LineQuota {
    private static final int LINES = 10;
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final int lines;
    private final Duration period;
    private final InstantSource clock;
    private final Map<String, Window> windows = new HashMap<>();

    private static final class Window {
        private final Instant begin;
        private int count;

        Window(Instant begin) {
            this.begin = begin;
        }
    }

    /// @param lines of a kind in a period, 1 or more
    public LineQuota(int lines, Duration period, InstantSource clock) {
        this.lines = lines;
        this.period = period;
        this.clock = clock;
    }

    /// Ten lines of a kind in ten minutes.
    public LineQuota(InstantSource clock) {
        this(LINES, PERIOD, clock);
    }

    /// Asks for one line.
    ///
    /// @return what to put behind the line, mostly nothing; empty when it is not to be written
    public synchronized Optional<String> next(String kind) {
        final Instant now = clock.instant();
        final Window last = windows.computeIfAbsent(kind, first -> new Window(now));
        final boolean isOver =
                now.isBefore(last.begin) || Duration.between(last.begin, now).compareTo(period) >= 0;
        final Window window = isOver ? new Window(now) : last;
        windows.put(kind, window);
        window.count++;
        if (window.count > lines) return Optional.empty();
        final int untold = isOver ? Math.max(0, last.count - lines) : 0;
        return Optional.of((untold > 0 ? " (since " + last.begin + " " + untold + " more of this kind, not named)" : "")
                + (window.count == lines
                        ? " (more of this kind before " + end(window) + " are counted, not named)"
                        : ""));
    }

    private Instant end(Window window) {
        return window.begin.plus(period);
    }
}
