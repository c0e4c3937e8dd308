package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.fluxwatch.assimilate.inputs.InputCheck;
import org.fluxwatch.assimilate.inversion.system.InversionSystem;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.archive.LoginTrial;
import org.fluxwatch.contract.archive.RefusedRecord;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.settings.AssimilateSettings;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.ingest.catalog.ProductRemark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whether a period can be run.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Look whether all is there for a period: Lite files, winds, fluxes, inflow, stations.",
            "Every hour is read as a run would read it: files, variables, units, times, gaps, cover of the domain, values.",
            "The login is tried with the first bytes of a Lite file.",
            "Exits with 1 when a day cannot be run or the login does not work."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settingsOption;

    @Option(names = "--from", required = true, paramLabel = "DAY", description = "First day, YYYY-MM-DD.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DAY", description = "Last day, YYYY-MM-DD.")
    private LocalDate to;

    @Option(names = "--domain", paramLabel = "NAME", description = "Only this domain; without it: all.")
    private String only;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.to(Level.WARN, null);
        final Settings settings = settingsOption.load();
        if (to.isBefore(from))
            throw new SettingsException("--to is '" + to + "', expected a day not before --from, " + from, null);
        if (only != null && !settings.domains().containsKey(only))
            throw new SettingsException(
                    "--domain is '" + only + "', expected one of "
                            + String.join(", ", new TreeSet<>(settings.domains().keySet())),
                    null);
        settings.requireChosenInputs(only == null ? settings.domains().keySet() : Set.of(only));
        final SoundingsCheck soundings = SoundingsCheck.of(settings.archive(), settings.sensors());
        for (RefusedRecord record : soundings.refused())
            spec.commandLine().getOut().println("catalogue, not used: " + record);
        for (ProductRemark remark : soundings.remarks())
            spec.commandLine().getOut().println("archive.products: " + remark.text());
        soundings
                .login()
                .ifPresent(login -> spec.commandLine().getOut().println("login " + Printable.line(login.words())));
        boolean allOk = soundings.login().map(LoginTrial::worked).orElse(true)
                && soundings.remarks().stream().noneMatch(remark -> remark.kind() == ProductRemark.Kind.MISSING);
        for (Map.Entry<String, DomainSettings> domain : settings.domains().entrySet())
            if (only == null || only.equals(domain.getKey()))
                try (NumericsPool pool = new NumericsPool(
                        NumericsPool.orOnePerCore(settings.assimilate().threads()))) {
                    allOk &= check(domain.getKey(), domain.getValue(), settings, soundings, pool);
                }
        return allOk ? 0 : 1;
    }

    private boolean check(
            String name, DomainSettings domain, Settings settings, SoundingsCheck soundings, NumericsPool pool) {
        final PrintWriter out = spec.commandLine().getOut();
        final Grid grid = domain.modelGrid();
        final SigmaLevels levels = domain.modelLevels();
        final AssimilateSettings assimilate = settings.assimilate();
        final int boundaryCells =
                switch (domain.system()) {
                    case FILTER -> assimilate.filter().boundaryCells();
                    case INVERSION -> InversionSystem.BOUNDARY_CELLS;
                };
        final InputCheck check = new InputCheck(grid, levels, domain.inputs(), boundaryCells, pool);
        out.println("domain " + name + ", " + from + " to " + to);
        final Optional<String> regions = check.troubleWithRegions();
        regions.ifPresent(trouble ->
                out.printf(Locale.ROOT, "%-10s  %-11s  %-8s  %s%n", "all days", "regions", "unusable", trouble));
        final CheckSummary summary = new CheckSummary();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            final List<InputCheck.Finding> findings = new ArrayList<>(List.of(soundings.day(day, domain)));
            findings.addAll(check.day(day));
            for (InputCheck.Finding finding : findings) print(out, finding);
            summary.add(findings);
            out.flush();
        }
        summary.print(out);
        if (regions.isPresent()) out.println("without its regions no day can be run");
        out.flush();
        return summary.allOk() && regions.isEmpty();
    }

    private static void print(PrintWriter out, InputCheck.Finding finding) {
        final String state = finding.state().name().toLowerCase(Locale.ROOT);
        final List<String> what = finding.what();
        out.printf(
                Locale.ROOT,
                "%s  %-11s  %-8s  %s%n",
                finding.day(),
                finding.input(),
                state,
                Printable.line(what.getFirst()));
        for (String more : what.subList(1, what.size())) out.printf(Locale.ROOT, "%35s%s%n", "", Printable.line(more));
    }
}
