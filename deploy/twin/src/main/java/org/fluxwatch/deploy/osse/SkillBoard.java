package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.twin.WorldKind;

/// The filter on many worlds, by one or several settings, each with several draws of its ensemble.
/// ```
/// WorldRuns: kind, seed ──> TruthAhead ──> Lite files ──> Trial a settings and an ensemble ──> SkillRun
///                                                              runs.jsonl, SkillTable ──> skill.txt <──┘
/// ```
public final class SkillBoard {
    private final Map<String, Settings> settings = new LinkedHashMap<>();
    private final String domain;
    private final Plan plan;
    private final Path folder;
    private final PrintStream out;
    private final NumericsPool pool;

    /// What is run.
    ///
    /// @param days of each run
    /// @param spinUpDays at the beginning that are not scored
    /// @param worlds kinds
    /// @param seeds of all that is true, each a world
    /// @param ensembles draws of the ensemble in each world, from the settings' seed on
    /// @param attainable computes what any method could cut, too, where the kind of world has known statistics
    public record Plan(
            int days, int spinUpDays, List<WorldKind> worlds, List<Long> seeds, int ensembles, boolean attainable) {
        public Plan {
            TwinDomain.requireScoredDays(days, spinUpDays);
            if (ensembles < 1)
                throw new IllegalArgumentException("ensemble seeds is " + ensembles + ", expected 1 or more");
            worlds = List.copyOf(worlds);
            seeds = List.copyOf(seeds);
        }

        /// Of a table, in a line.
        String head(WorldKind kind) {
            return "world " + kind.label() + ": regional daily natural flux, umol m-2 s-1; " + seeds.size()
                    + " worlds (seeds " + seeds.getFirst() + " to " + seeds.getLast() + ") x " + ensembles
                    + " ensembles, " + days + " days, " + spinUpDays + " of them spin-up; mean +- standard error";
        }
    }

    /// @param own with one domain, whose sensors the twin has orbits for
    /// @param others whose gridding and filter are run on the same worlds, by name
    /// @param folder of the report
    public SkillBoard(
            Settings own, Map<String, Settings> others, Plan plan, Path folder, PrintStream out, NumericsPool pool) {
        domain = TwinDomain.of(own);
        settings.put(TrialReport.OWN, own);
        others.forEach((name, other) -> settings.put(name, own.withFilterOf(other)));
        this.plan = plan;
        this.folder = folder;
        this.out = out;
        this.pool = pool;
    }

    /// Runs what is not there yet, prints a line a run and the tables, and writes them.
    public void run() throws IOException, InterruptedException {
        final WorldRuns runs = new WorldRuns(domain, plan, folder, out, pool);
        final StringBuilder tables = new StringBuilder();
        for (WorldKind kind : plan.worlds) {
            final List<SkillRun> ofKind = new ArrayList<>();
            for (long seed : plan.seeds) ofKind.addAll(runs.of(kind, seed, settings, plan.attainable));
            tables.append('\n').append(new SkillTable(List.copyOf(settings.keySet()), ofKind).text(plan.head(kind)));
        }
        out.print(tables);
        Files.writeString(folder.resolve("skill.txt"), tables);
    }
}
