package org.fluxwatch.ingest.lite;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.sensor.SensorDescription;
import org.fluxwatch.contract.sensor.SensorDescription.Operation;
import org.fluxwatch.contract.sensor.SensorDescription.Variables;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.IngestSettings;
import org.jspecify.annotations.Nullable;

/// Decides which soundings of a file are used ([RejectReason] has the checks in their order).
///
/// A file that is not what its name says ([NameCheck]), or of which more than half cannot be, is refused whole: it
/// would close its day with nothing in it. One of which all soundings are of bad quality is a day like others.
///
/// A file without quality flag or column operator is refused whole, unless settings allow a stand-in. Surface and
/// operation mode are screened on where the file has them.
public final class QualityScreen {
    private final IngestSettings settings;
    private final Sensors sensors;

    /// @param sensors whose files could lie under another's name
    public QualityScreen(IngestSettings settings, Sensors sensors) {
        this.settings = settings;
        this.sensors = sensors;
    }

    /// @param day the UTC day in the file's name
    public Screened screen(LiteFile file, LocalDate day) {
        final Optional<String> refusal = refusal(file);
        if (refusal.isPresent()) return new Screened.Unusable(file.soundings, refusal.get());
        final Optional<String> foreign = NameCheck.problem(file, sensors, day);
        if (foreign.isPresent())
            return new Screened.OtherContent(
                    file.soundings, Map.of(RejectReason.OTHER_CONTENT.label(), file.soundings), foreign.get());

        final ColumnOperators operators = new ColumnOperators(file);
        final Set<StandIn> standIns = EnumSet.noneOf(StandIn.class);
        if (file.qualityFlag == null) standIns.add(StandIn.QUALITY_FLAG);
        if (operators.standIn()) standIns.add(StandIn.COLUMN_OPERATOR);

        final List<Sounding> accepted = new ArrayList<>();
        final Map<String, Integer> rejected = new TreeMap<>();
        int impossible = 0;
        final Set<Long> ids = new HashSet<>(); // for membership only
        for (int s = 0; s < file.soundings; s++) {
            Optional<RejectReason> reason = reason(file, s, day, operators);
            if (reason.isEmpty() && !ids.add(file.id[s])) reason = Optional.of(RejectReason.DUPLICATE_ID);
            if (reason.isPresent()) rejected.merge(reason.get().label(), 1, Integer::sum);
            else accepted.add(sounding(file, s, operators.of(s)));
            if (reason.isPresent() && reason.get().isImpossible()) impossible++;
        }
        if (2 * impossible > file.soundings)
            return new Screened.OtherContent(
                    file.soundings,
                    rejected,
                    "has " + impossible + " impossible soundings of " + file.soundings + ", rejected: " + rejected);
        return new Screened.Usable(file.soundings, accepted, rejected, standIns);
    }

    private Optional<String> refusal(LiteFile file) {
        final Variables variables = file.description.variables();
        final List<String> needed = new ArrayList<>(file.missingCore);
        if (file.qualityFlag == null && !settings.acceptMissingQualityFlag())
            needed.add(file.description.qualityFlag().variables().getFirst());
        if (!settings.acceptMissingColumnOperator()) {
            if (file.kernel == null) needed.add(variables.averagingKernel().getFirst());
            if (file.pressure == null) needed.add(variables.pressureLevels().getFirst());
            if (file.weight == null) needed.add(variables.pressureWeight().getFirst());
        }
        if (needed.isEmpty()) return Optional.empty();
        final String remedy = file.missingCore.isEmpty()
                ? " (see ingest.accept-missing-quality-flag, ingest.accept-missing-column-operator)"
                : "";
        return Optional.of("lacks the variables " + String.join(", ", needed) + remedy);
    }

    private Optional<RejectReason> reason(LiteFile file, int s, LocalDate day, ColumnOperators operators) {
        final SensorDescription description = file.description;
        if (file.qualityFlag != null
                && !description.qualityFlag().good().contains(file.qualityFlag[s])
                && file.qualityFlag[s] != GridVariable.MISSING) return Optional.of(RejectReason.BAD_QUALITY_FLAG);
        if (hasFill(file, s, operators)) return Optional.of(RejectReason.FILL_VALUE);
        if (!within(file.uncertainty[s], settings.leastUncertaintyPpm(), settings.greatestUncertaintyPpm()))
            return Optional.of(RejectReason.UNCERTAINTY_RANGE);
        if (!within(file.xco2[s], settings.leastXco2Ppm(), settings.greatestXco2Ppm()))
            return Optional.of(RejectReason.XCO2_RANGE);
        if (description.landOnly()
                && !settings.oceanGlint()
                && file.surface != null
                && file.surfaceKind.isPresent()
                && !file.surfaceKind.get().isLand(file.surface[s])) return Optional.of(RejectReason.OCEAN_GLINT);
        final Optional<RejectReason> mode = file.mode == null ? Optional.empty() : ofMode(description, file.mode[s]);
        if (mode.isPresent()) return mode;
        if (!(Math.abs(file.latitude[s]) <= 90 && Math.abs(file.longitude[s]) <= 180))
            return Optional.of(RejectReason.PLACE);
        if (!time(file, s).atZone(ZoneOffset.UTC).toLocalDate().equals(day))
            return Optional.of(RejectReason.OUTSIDE_DAY);
        final double idSeconds = description.id().digits() == 0 ? file.time[s] : SoundingId.epochSeconds(file.id[s]);
        if (!(Math.abs(idSeconds - file.time[s]) <= SoundingId.TOLERANCE.toSeconds()))
            return Optional.of(RejectReason.ID_TIME);
        return operators.impossible(s);
    }

    private Optional<RejectReason> ofMode(SensorDescription description, int code) {
        final Optional<Operation> operation = description.modes().of(code);
        if (operation.isEmpty()) return Optional.of(RejectReason.UNKNOWN_MODE); // any number may stand in a file
        return switch (operation.get()) {
            case NADIR, GLINT -> Optional.empty();
            case TARGET, TRANSITION -> Optional.of(RejectReason.TARGET_MODE);
            case SNAPSHOT_AREA -> settings.snapshotAreas() ? Optional.empty() : Optional.of(RejectReason.SNAPSHOT_AREA);
        };
    }

    /// Of a code that [#ofMode] lets pass.
    private static ViewMode viewMode(SensorDescription description, int code) {
        return switch (description.modes().of(code).orElseThrow()) {
            case NADIR -> ViewMode.NADIR;
            case GLINT -> ViewMode.GLINT;
            case SNAPSHOT_AREA -> ViewMode.SNAPSHOT_AREA;
            case TARGET, TRANSITION ->
                throw new IllegalArgumentException("operation mode " + code + " was not screened");
        };
    }

    private static boolean hasFill(LiteFile file, int s, ColumnOperators operators) {
        final boolean fillNumber = file.id[s] == 0
                || !Double.isFinite(file.time[s])
                || !Float.isFinite(file.latitude[s])
                || !Float.isFinite(file.longitude[s])
                || !Float.isFinite(file.xco2[s])
                || !Float.isFinite(file.uncertainty[s])
                || !Float.isFinite(file.priorXco2[s]);
        final boolean fillCode =
                isMissing(file.qualityFlag, s) || isMissing(file.surface, s) || isMissing(file.mode, s);
        return fillNumber || fillCode || operators.hasFill(s);
    }

    private static boolean isMissing(int @Nullable [] codes, int s) {
        return codes != null && codes[s] == GridVariable.MISSING;
    }

    private static boolean within(double value, double least, double greatest) {
        return value >= least && value <= greatest;
    }

    private static Instant time(LiteFile file, int s) {
        return Instant.ofEpochMilli(Math.round(file.time[s] * 1000));
    }

    private static Sounding sounding(LiteFile file, int s, ColumnRetrieval column) {
        return new Sounding(
                file.id[s],
                time(file, s),
                file.mode == null ? ViewMode.UNKNOWN : viewMode(file.description, file.mode[s]),
                file.latitude[s],
                file.longitude[s],
                file.xco2[s],
                file.uncertainty[s],
                column);
    }
}
