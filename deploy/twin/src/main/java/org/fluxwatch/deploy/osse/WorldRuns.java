package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.twin.TruthStatistics;
import org.fluxwatch.deploy.twin.WorldKind;

/// Filters in worlds. What is kept of runs before is not run again, and what is attainable not computed again.
final class WorldRuns {
    private final String domain;
    private final SkillBoard.Plan plan;
    private final Path folder;
    private final PrintStream out;
    private final NumericsPool pool;
    private final SkillRuns runs;

    /// @param domain of all settings
    /// @param plan whose days and ensembles are taken
    /// @param folder of `runs.jsonl` and of work files
    /// @param out gets a line a run that is made
    WorldRuns(String domain, SkillBoard.Plan plan, Path folder, PrintStream out, NumericsPool pool) throws IOException {
        this.domain = domain;
        this.plan = plan;
        this.folder = folder;
        this.out = out;
        this.pool = pool;
        Files.createDirectories(folder);
        runs = new SkillRuns(folder.resolve("runs.jsonl"));
    }

    /// Runs of all settings and ensembles in one world.
    ///
    /// @param settings by name, all of one domain
    /// @param attainable says also what any method could have cut with the observations that the first of them
    /// used or gated, where the kind of world has known statistics
    List<SkillRun> of(WorldKind kind, long seed, Map<String, Settings> settings, boolean attainable)
            throws IOException, InterruptedException {
        final List<SkillRun.Key> keys = keys(kind, seed, settings);
        final SkillRun.Key observer = keys.getFirst();
        final boolean attain = attainable && TruthStatistics.areOf(kind) && !isAttained(observer);
        final List<SkillRun.Key> missing = keys.stream()
                .filter(key -> runs.find(key).isEmpty() || attain && key.equals(observer))
                .toList();
        if (!missing.isEmpty()) make(kind, seed, missing, settings, attain);
        final SkillRun first = runs.find(observer).orElseThrow();
        return keys.stream()
                .map(key -> runs.find(key)
                        .orElseThrow()
                        .withAttainable(
                                attainable ? first.attainableFirst() : Double.NaN,
                                attainable ? first.attainableLast() : Double.NaN))
                .toList();
    }

    private boolean isAttained(SkillRun.Key observer) {
        return runs.find(observer)
                .map(run -> run.hasStopped() || !Double.isNaN(run.attainableFirst()))
                .orElse(false);
    }

    private List<SkillRun.Key> keys(WorldKind kind, long seed, Map<String, Settings> settings) {
        final List<SkillRun.Key> keys = new ArrayList<>();
        settings.forEach((name, of) -> {
            final String digest = RunDigest.of(of, domain, List.of(plan.days(), plan.spinUpDays()));
            for (int e = 0; e < plan.ensembles(); e++)
                keys.add(new SkillRun.Key(
                        name,
                        digest,
                        kind.label(),
                        seed,
                        of.assimilate().ensemble().seed() + e));
        });
        return keys;
    }

    private void make(
            WorldKind kind, long seed, List<SkillRun.Key> keys, Map<String, Settings> settings, boolean attain)
            throws IOException, InterruptedException {
        final Settings own = Objects.requireNonNull(settings.get(keys.getFirst().settings()));
        final DomainSettings domainSettings = own.domain(domain);
        final LocalDate scoredFrom = domainSettings.start().plusDays(plan.spinUpDays());
        final double[] seconds = new double[keys.size()];
        try (NumericsPool each = new NumericsPool(Math.max(1, pool.threads() / keys.size()));
                TruthAhead truth = new TruthAhead(domainSettings, kind, seed, plan.days(), folder.resolve("lite"))) {
            final List<Trial> trials = new ArrayList<>();
            for (SkillRun.Key key : keys)
                trials.add(new Trial(
                        key.settings(),
                        Objects.requireNonNull(settings.get(key.settings())).withEnsembleSeed(key.ensemble()),
                        domain,
                        scoredFrom,
                        each));
            for (int d = 0; d < plan.days(); d++) {
                final TruthAhead.TrueDay day = truth.take();
                pool.forEach(trials.size(), (t, _) -> seconds[t] += analyse(trials.get(t), day));
                for (Path file : day.files()) Files.delete(file);
            }
            final List<SkillRun> made = new ArrayList<>();
            for (int t = 0; t < keys.size(); t++)
                made.add(SkillRun.of(
                        keys.get(t),
                        trials.get(t).stop().isPresent()
                                ? null
                                : trials.get(t).scores().headline(),
                        seconds[t]));
            keep(made);
            if (attain && !made.getFirst().hasStopped())
                keep(List.of(attained(made.getFirst(), trials.getFirst(), own, kind)));
        }
    }

    private void keep(List<SkillRun> made) throws IOException {
        runs.add(made);
        made.forEach(this::print);
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

    private SkillRun attained(SkillRun run, Trial trial, Settings own, WorldKind kind) throws IOException {
        final DomainSettings domainSettings = own.domain(domain);
        final LocalDate scoredFrom = domainSettings.start().plusDays(plan.spinUpDays());
        final Attainable.Answer answer = new Attainable(domainSettings, kind, run.seed(), plan.days(), scoredFrom, pool)
                .answer(trial, own.assimilate().fluxForecast().lagDays(), folder);
        return run.withAttainable(
                answer.reaches().getFirst().worldCutPercent(),
                trial.scores().headline().smoothed() == null
                        ? Double.NaN
                        : answer.reaches().get(1).worldCutPercent());
    }

    private void print(SkillRun run) {
        if (Double.isNaN(run.attainableFirst()))
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
        else
            out.print(Figures.format(
                    "%-16s seed %4d               attainable       cut %6.1f %%  last %6.1f %%%n",
                    run.world(), run.seed(), run.attainableFirst(), run.attainableLast()));
        out.flush();
    }
}
