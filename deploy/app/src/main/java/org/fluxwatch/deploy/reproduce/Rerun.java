package org.fluxwatch.deploy.reproduce;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.assimilate.stream.port.CannotGoOnException;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DayProducts;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.assimilate.stream.port.InputsMissingException;
import org.fluxwatch.assimilate.stream.port.ProductCorrection;
import org.fluxwatch.assimilate.stream.port.SystemState;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DayProduct;
import org.jspecify.annotations.Nullable;

/// A domain's days run one after the other in memory, as the day engine runs them, up to a product.
final class Rerun {
    private Rerun() {}

    /// What is wanted of a run.
    ///
    /// @param day whose product
    /// @param last day to be run: with smoothing the one that corrects that day
    /// @param revision of the product
    /// @param smoothingDays 0: as it goes out first
    /// @param making goes into the product
    record Wanted(LocalDate day, LocalDate last, int revision, int smoothingDays, DailyAnalysis.Making making) {
        /// Of the day's analysis: one with a correction is the next.
        int firstRevision() {
            return smoothingDays == 0 ? revision : revision - 1;
        }
    }

    /// How it ended.
    sealed interface Outcome {
        record Made(DayProduct product) implements Outcome {}

        /// @param what a line each
        record Missing(List<String> what) implements Outcome {}
    }

    /// @param state to go on from; without one from the first day
    /// @param inputs of each day
    /// @param told of each day before it is run
    static <S extends SystemState> Outcome run(
            DaySystem<S> system,
            LocalDate from,
            Optional<DomainState> state,
            Wanted wanted,
            Function<LocalDate, DayInput> inputs,
            Consumer<LocalDate> told) {
        try {
            if (state.isPresent() && !state.get().shape().equals(system.format().shape()))
                return new Outcome.Missing(
                        List.of("the state is of " + state.get().shape() + ", expected one of "
                                + system.format().shape() + ", as the settings of the file say"));
            S now = state.isPresent() ? state.get().state(system.format()) : first(system, from);
            @Nullable DayProducts kept = null;
            for (LocalDate day = from; !day.isAfter(wanted.last()); day = day.plusDays(1)) {
                told.accept(day);
                requireInputs(system, day);
                final DaySystem.DayRun<S> run = system.begin(now, inputs.apply(day));
                while (!run.finished()) run.step();
                final DayResult<S> result = run.result();
                now = result.state();
                if (day.equals(wanted.day())) kept = result.products();
                if (kept == null) continue;
                if (wanted.smoothingDays() == 0) return new Outcome.Made(first(kept, wanted));
                final Optional<ProductCorrection> correction =
                        result.products().correction().filter(past -> past.day().equals(wanted.day()));
                if (correction.isPresent()) return new Outcome.Made(corrected(kept, correction.get(), wanted));
            }
            return new Outcome.Missing(List.of("the run to " + wanted.last() + " made no product of " + wanted.day()
                    + " with " + wanted.smoothingDays() + " later days"));
        } catch (InputsMissingException e) {
            return new Outcome.Missing(e.what());
        } catch (CannotGoOnException e) {
            return new Outcome.Missing(List.of("the run cannot go on: " + e.getMessage()));
        }
    }

    private static <S extends SystemState> S first(DaySystem<S> system, LocalDate day) {
        requireInputs(system, day);
        return system.firstState(day);
    }

    private static void requireInputs(DaySystem<?> system, LocalDate day) {
        final List<String> missing = system.missing(day);
        if (!missing.isEmpty()) throw new InputsMissingException(missing);
    }

    private static DayProduct first(DayProducts day, Wanted wanted) {
        return product(day.analysis().madeBy(wanted.making()), day.fields(), day.details(), day.innovations());
    }

    private static DayProduct corrected(DayProducts day, ProductCorrection correction, Wanted wanted) {
        final int revision = wanted.revision();
        return product(
                correction.analysis(day.analysis().madeBy(wanted.making()), revision, wanted.smoothingDays()),
                correction.fields(day.fields(), revision),
                correction.details(revision),
                day.innovations().stream()
                        .map(innovation -> innovation.withRevision(revision))
                        .toList());
    }

    private static DayProduct product(
            DailyAnalysis analysis,
            List<AnalysisField> fields,
            List<FluxDetail> details,
            List<Innovation> innovations) {
        final Serde<AnalysisRecord> records = Topics.ANALYSES.values();
        final String topic = Topics.ANALYSES.name();
        final List<Innovation> departures = new ArrayList<>();
        for (Innovation innovation : innovations)
            departures.add(through(Topics.INNOVATIONS.values(), Topics.INNOVATIONS.name(), innovation));
        return new DayProduct(
                (DailyAnalysis) through(records, topic, analysis),
                fields.stream()
                        .map(field -> (AnalysisField) through(records, topic, field))
                        .toList(),
                details.stream()
                        .map(detail -> (FluxDetail) through(records, topic, detail))
                        .toList(),
                departures);
    }

    /// As the stage that publishes gets it.
    private static <T> T through(Serde<T> serde, String topic, T record) {
        return serde.deserializer().deserialize(topic, serde.serializer().serialize(topic, record));
    }
}
