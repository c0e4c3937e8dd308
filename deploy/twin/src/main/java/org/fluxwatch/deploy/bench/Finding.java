package org.fluxwatch.deploy.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// A measured figure beside its goal.
///
/// @param what it is, for a person
/// @param unit of both
/// @param sense of the goal
record Finding(String what, double measured, String unit, Sense sense, double goal) {
    /// On which side of its goal a figure should be.
    enum Sense {
        AT_LEAST,
        AT_MOST
    }

    static Finding atLeast(double goal, String unit, String what, double measured) {
        return new Finding(what, measured, unit, Sense.AT_LEAST, goal);
    }

    static Finding atMost(double goal, String unit, String what, double measured) {
        return new Finding(what, measured, unit, Sense.AT_MOST, goal);
    }

    /// False of what is no number.
    boolean passes() {
        return switch (sense) {
            case AT_LEAST -> measured >= goal;
            case AT_MOST -> measured <= goal;
        };
    }

    /// A line each, and how many fall short.
    static void print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings)
            out.printf(
                    Locale.ROOT,
                    "%-5s  %-66s %9.3g  %s %.3g %s%n",
                    finding.passes() ? "pass" : "short",
                    finding.what,
                    finding.measured,
                    finding.sense == Sense.AT_LEAST ? ">=" : "<=",
                    finding.goal,
                    finding.unit);
        out.printf(
                Locale.ROOT,
                "%d of %d fall short%n",
                findings.stream().filter(finding -> !finding.passes()).count(),
                findings.size());
        out.flush();
    }
}
