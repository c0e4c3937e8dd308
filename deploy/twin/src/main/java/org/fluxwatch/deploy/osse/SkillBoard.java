package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.twin.TruthStatistics;
import org.fluxwatch.deploy.twin.WorldKind;

/// The filter on many worlds, by one or several settings, each with several draws of its ensemble.
/// ```
/// kind, seed ──> TruthAhead ──> Lite files ──> Trial a settings and an ensemble ──> SkillRun ──> runs.jsonl
///                                                                                       └──> SkillTable ──> skill.txt
/// ```
/// Runs that are there are not run again.
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

    /// Runs what is not there yet, prints a line a world and the tables, and writes them.
    public void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        final SkillRuns runs = new SkillRuns(folder.resolve("runs.jsonl"));
        final StringBuilder tables = new StringBuilder();
        for (WorldKind kind : plan.worlds) {
            final List<SkillRun> ofKind = new ArrayList<>();
            for (long seed : plan.seeds) {
                final List<SkillRun.Key> keys = keys(kind, seed);
                if (!keys.stream().allMatch(key -> runs.find(key).isPresent())) {
                    final List<SkillRun> made = made(kind, seed, keys);
                    runs.add(made);
                    made.forEach(this::print);
                }
                keys.forEach(key -> ofKind.add(runs.find(key).orElseThrow()));
            }
            tables.append('\n').append(new SkillTable(List.copyOf(settings.keySet()), ofKind).text(head(kind)));
        }
        out.print(tables);
        Files.writeString(folder.resolve("skill.txt"), tables);
    }

    private String head(WorldKind kind) {
        return "world " + kind.label() + ": regional daily natural flux, umol m-2 s-1; " + plan.seeds.size()
                + " worlds (seeds " + plan.seeds.getFirst() + " to " + plan.seeds.getLast() + ") x " + plan.ensembles
                + " ensembles, " + plan.days + " days, " + plan.spinUpDays + " of them spin-up; mean +- standard error";
    }

    private List<SkillRun.Key> keys(WorldKind kind, long seed) {
        final List<SkillRun.Key> keys = new ArrayList<>();
        settings.forEach((name, of) -> {
            final String digest = digest(of);
            for (int e = 0; e < plan.ensembles; e++)
                keys.add(new SkillRun.Key(
                        name,
                        digest,
                        kind.label(),
                        seed,
                        of.assimilate().ensemble().seed() + e));
        });
        return keys;
    }

    private Settings settingsOf(String name) {
        return Objects.requireNonNull(settings.get(name));
    }

    private String digest(Settings of) {
        return RunDigest.of(of, domain, List.of(plan.days, plan.spinUpDays, plan.attainable));
    }

    private List<SkillRun> made(WorldKind kind, long seed, List<SkillRun.Key> keys)
            throws IOException, InterruptedException {
        final var domainSettings = settingsOf(TrialReport.OWN).domain(domain);
        final var scoredFrom = domainSettings.start().plusDays(plan.spinUpDays);
        final Path lite = folder.resolve("lite");
        final double[] seconds = new double[keys.size()];
        try (NumericsPool own = new NumericsPool(Math.max(1, pool.threads() / keys.size()));
                TruthAhead truth = new TruthAhead(domainSettings, kind, seed, plan.days, lite)) {
            final List<Trial> trials = new ArrayList<>();
            for (SkillRun.Key key : keys)
                trials.add(new Trial(
                        key.settings(),
                        settingsOf(key.settings()).withEnsembleSeed(key.ensemble()),
                        domain,
                        scoredFrom,
                        own));
            for (int d = 0; d < plan.days; d++) {
                final TruthAhead.TrueDay day = truth.take();
                pool.forEach(trials.size(), (t, _) -> seconds[t] += analyse(trials.get(t), day));
                for (Path file : day.files()) Files.delete(file);
            }
            final List<SkillRun> runs = new ArrayList<>();
            for (int t = 0; t < keys.size(); t++)
                runs.add(SkillRun.of(
                        keys.get(t),
                        trials.get(t).stop().isPresent()
                                ? null
                                : trials.get(t).scores().headline(),
                        seconds[t]));
            return plan.attainable && TruthStatistics.areOf(kind)
                    ? attained(runs, trials.getFirst(), kind, seed)
                    : runs;
        }
    }

    private static double analyse(Trial trial, TruthAhead.TrueDay day) {
        if (trial.stop().isPresent()) return 0;
        final long begin = System.nanoTime();
        try {
            trial.analyse(day);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /// With what could be had of the observations that the first filter used or gated.
    private List<SkillRun> attained(List<SkillRun> runs, Trial first, WorldKind kind, long seed) throws IOException {
        if (first.stop().isPresent()) return runs;
        final Settings own = settingsOf(TrialReport.OWN);
        final var domainSettings = own.domain(domain);
        final Attainable.Answer answer = new Attainable(
                        domainSettings,
                        kind,
                        seed,
                        plan.days,
                        domainSettings.start().plusDays(plan.spinUpDays),
                        pool)
                .answer(first, own.assimilate().fluxForecast().lagDays(), folder);
        final double cutFirst = answer.reaches().getFirst().worldCutPercent();
        final double cutLast = first.scores().headline().smoothed() == null
                ? Double.NaN
                : answer.reaches().get(1).worldCutPercent();
        return runs.stream().map(run -> run.withAttainable(cutFirst, cutLast)).toList();
    }

    private void print(SkillRun run) {
        out.print(Figures.format(
                "%-16s seed %4d  ensemble %2d  %-16s cut %6.1f %%  last %6.1f %%  spread/RMSE %4.2f  within 90 %% %5.1f  chi2 %4.2f  %5.1f s%n",
                run.world(),
                run.seed(),
                run.ensemble(),
                run.settings(),
                run.first().cut(),
                run.last().cut(),
                run.first().ratio(),
                run.first().covered(),
                run.chiSquare(),
                run.seconds()));
        out.flush();
    }
}
