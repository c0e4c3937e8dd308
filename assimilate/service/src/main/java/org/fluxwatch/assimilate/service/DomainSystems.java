package org.fluxwatch.assimilate.service;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.fluxwatch.assimilate.filter.system.FilterStateFormat;
import org.fluxwatch.assimilate.filter.system.FilterSystem;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetch;
import org.fluxwatch.assimilate.inversion.system.InversionStateFormat;
import org.fluxwatch.assimilate.inversion.system.InversionSystem;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.DomainRescue;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;

/// The systems of the domains, as settings choose them.
public final class DomainSystems {
    private final Settings settings;

    public DomainSystems(Settings settings) {
        this.settings = settings;
    }

    /// The system of a domain, which is expensive.
    ///
    /// @param fetch gets meteorology that is not there
    /// @throws org.fluxwatch.assimilate.stream.port.InputsMissingException when an input cannot be used
    public DaySystem<?> system(String domain, Optional<MeteorologyFetch> fetch, NumericsPool pool) {
        final DomainSettings domainSettings = settings.domain(domain);
        return switch (domainSettings.system()) {
            case FILTER -> FilterSystem.of(domain, domainSettings, settings.assimilate(), fetch, pool);
            case INVERSION ->
                InversionSystem.of(
                        domain,
                        domainSettings,
                        settings.assimilate().inversion(),
                        settings.preparedFolder(),
                        fetch,
                        pool);
        };
    }

    private StateFormat<?> format(String domain) {
        final DomainSettings domainSettings = settings.domain(domain);
        return switch (domainSettings.system()) {
            case FILTER -> FilterStateFormat.of(domainSettings, settings.assimilate());
            case INVERSION ->
                InversionStateFormat.of(domainSettings, settings.assimilate().inversion());
        };
    }

    /// What an operator does to a domain from outside.
    ///
    /// @param currentMs time stamp of what is written to the topic `checkpoints`
    /// @throws IllegalArgumentException when settings have no such domain
    public DomainRescue rescue(String domain, LongSupplier currentMs) {
        return new DomainRescue(settings, domain, format(domain), currentMs);
    }
}
