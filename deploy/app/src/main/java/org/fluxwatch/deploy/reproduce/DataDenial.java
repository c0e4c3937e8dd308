package org.fluxwatch.deploy.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.publish.daily.Manifest;

/// Runs a day of the filter again with all and without a sensor, so that both are of one start and version, from a
/// state before it and the granules that its file rests on, as [Reproduction] does with all of
/// them. Nothing of a service is touched: all is in memory.
public final class DataDenial {
    private final Manifest manifest;
    private final Denied denied;
    private final List<Path> granuleFolders;
    private final Optional<DomainState> state;
    private final Path work;
    private final Consumer<String> told;

    /// What is left out.
    ///
    /// @param mode only observations in it; empty: all of the sensor
    /// @param since first day that lacks them
    public record Denied(Sensor sensor, Optional<ViewMode> mode, LocalDate since) {
        boolean takes(Superobservation observation) {
            return observation.sensor().equals(sensor)
                    && mode.map(observation.mode()::equals).orElse(true);
        }
    }

    /// @param file of the day
    /// @param granuleFolders where Lite files are, and below
    /// @param state to go on from; without one from the domain's first day
    /// @param work a folder of its own in place of the service's data folder
    /// @param told of what goes on, a line each
    /// @throws org.fluxwatch.publish.daily.DamagedProductException when the file is no product
    public DataDenial(
            Path file,
            Denied denied,
            List<Path> granuleFolders,
            Optional<DomainState> state,
            Path work,
            Consumer<String> told)
            throws IOException {
        this.manifest = Manifest.read(file.toAbsolutePath());
        this.denied = denied;
        this.granuleFolders = List.copyOf(granuleFolders);
        this.state = state;
        this.work = work;
        this.told = told;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// @param leftOut how many observations
        /// @param with natural fluxes of the day with all
        /// @param regions those without them
        record Made(int leftOut, List<RegionFlux> with, List<RegionFlux> regions) implements Outcome {}

        /// @param what is missing, a line each
        record Missing(List<String> what) implements Outcome {}
    }

    public Outcome run() throws IOException {
        if (manifest.analysed().system() != AssimilationSystem.FILTER)
            return missing("only days of the filter are run without a sensor");
        if (!denied.sensor().isSatellite())
            return missing(
                    "only satellites can be left out, not " + denied.sensor().label());
        if (denied.since().isAfter(manifest.begin()))
            return missing("the first day without the sensor is " + denied.since() + ", expected " + manifest.begin()
                    + " or before");
        try {
            final Groundwork ground = Groundwork.of(manifest, granuleFolders, state, denied.since(), work, told);
            final Map<LocalDate, DayInput> inputs = new TreeMap<>();
            int leftOut = 0;
            for (DayInput all : ground.inputs().values()) {
                final DayInput left = all.day().isBefore(denied.since()) ? all : without(all);
                inputs.put(all.day(), left);
                leftOut += all.observations().size() - left.observations().size();
            }
            final String domain = manifest.analysed().domain();
            final Rerun.Outcome with = ground.run(
                    domain, state, ground.inputs(), day -> told.accept("runs " + domain + " " + day + " with all"));
            if (with instanceof Rerun.Outcome.Missing(var what)) return new Outcome.Missing(what);
            final Rerun.Outcome without = ground.run(domain, state, inputs, this::tell);
            if (without instanceof Rerun.Outcome.Missing(var what)) return new Outcome.Missing(what);
            return new Outcome.Made(leftOut, regions(with), regions(without));
        } catch (Groundwork.MissingException e) {
            return new Outcome.Missing(e.what());
        }
    }

    private static List<RegionFlux> regions(Rerun.Outcome outcome) {
        return ((Rerun.Outcome.Made) outcome).product().analysis().regions();
    }

    private void tell(LocalDate day) {
        final String mode = denied.mode().map(of -> " " + of.label()).orElse("");
        told.accept("runs " + manifest.analysed().domain() + " " + day
                + (day.isBefore(denied.since())
                        ? ""
                        : " without " + denied.sensor().label() + mode));
    }

    private static Outcome missing(String what) {
        return new Outcome.Missing(List.of(what));
    }

    /// As if they had not come: a sensor that is left out whole is missing.
    private DayInput without(DayInput all) {
        final Map<Sensor, DayComplete> granules = new TreeMap<>(all.granules());
        if (denied.mode().isEmpty()) granules.remove(denied.sensor());
        return new DayInput(
                all.day(),
                all.revision(),
                all.sensors(),
                granules,
                all.observations().stream()
                        .filter(observation -> !denied.takes(observation))
                        .toList());
    }
}
