package org.fluxwatch.deploy.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.assimilate.inputs.InputCheck.Finding;
import org.fluxwatch.assimilate.inputs.InputCheck.State;

/// Of each input how many days are there.
final class CheckSummary {
    private final Map<String, Map<State, Integer>> inputs = new LinkedHashMap<>();
    private int days;
    private int ok;

    /// @param findings of a day
    void add(List<Finding> findings) {
        days++;
        if (findings.stream().allMatch(finding -> finding.state() == State.OK)) ok++;
        for (Finding finding : findings)
            inputs.computeIfAbsent(finding.input(), input -> new EnumMap<>(State.class))
                    .merge(finding.state(), 1, Integer::sum);
    }

    boolean allOk() {
        return ok == days;
    }

    void print(PrintWriter out) {
        inputs.forEach((input, states) -> out.printf(
                Locale.ROOT,
                "%-11s  %d of %d days ok, %d missing, %d unusable%n",
                input,
                states.getOrDefault(State.OK, 0),
                days,
                states.getOrDefault(State.MISSING, 0),
                states.getOrDefault(State.UNUSABLE, 0)));
        out.println(allOk() ? "all " + days + " days can be run" : (days - ok) + " of " + days + " days cannot be run");
    }
}
