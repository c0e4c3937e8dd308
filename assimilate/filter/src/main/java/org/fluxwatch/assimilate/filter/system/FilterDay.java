package org.fluxwatch.assimilate.filter.system;

import java.util.List;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.forecast.FilterDivergedException;
import org.fluxwatch.assimilate.stream.port.CannotGoOnException;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DayProducts;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.assimilate.stream.port.InputsMissingException;
import org.fluxwatch.assimilate.stream.port.ProductCorrection;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.text.Messages;

/// A day of the filter, an hour a slice.
final class FilterDay implements DaySystem.DayRun<FilterState> {
    private final DomainModel model;
    private final DayInput input;
    private final DayCycle cycle;

    FilterDay(DomainModel model, DayInput input, DayCycle cycle) {
        this.model = model;
        this.input = input;
        this.cycle = cycle;
    }

    @Override
    public boolean finished() {
        return cycle.finished();
    }

    @Override
    public void step() {
        try {
            cycle.runHour();
        } catch (FilterDivergedException e) {
            throw new CannotGoOnException(Messages.of(e), e);
        } catch (InputException e) {
            throw new InputsMissingException(List.of(e.getMessage()));
        }
    }

    @Override
    public DayResult<FilterState> result() {
        final org.fluxwatch.assimilate.filter.cycle.DayResult day = day();
        return new DayResult<>(
                new FilterState(day.state()),
                new DayProducts(
                        day.innovations(),
                        day.fields(),
                        day.details(),
                        closing(day).with(day.details()),
                        List.of(),
                        day.smoothed().<ProductCorrection>map(SmoothedProduct::new),
                        day.stationFaults()));
    }

    private org.fluxwatch.assimilate.filter.cycle.DayResult day() {
        try {
            return cycle.result();
        } catch (FilterDivergedException e) {
            throw new CannotGoOnException(Messages.of(e), e);
        } catch (InputException e) { // of the prior of the day that is corrected
            throw new InputsMissingException(List.of(e.getMessage()));
        }
    }

    private DailyAnalysis closing(org.fluxwatch.assimilate.filter.cycle.DayResult day) {
        return new DailyAnalysis(
                new AnalysisIdentity(model.domain(), AssimilationSystem.FILTER, input.day(), input.revision()),
                new DailyAnalysis.Sources(
                        input.sources(), input.missingSensors(), input.standIns(model.invented()), day.inputs()),
                new DailyAnalysis.Counts(day.innovations().size(), day.verdict().counts()),
                day.regions(),
                day.fields().stream().map(AnalysisField::name).toList(),
                new DailyAnalysis.Filter(
                        model.lanes().members(),
                        0,
                        model.isSpinUp(input.day()),
                        day.verdict().chiSquare(),
                        day.verdict().rankHistogram(),
                        day.verdict().scores()));
    }
}
