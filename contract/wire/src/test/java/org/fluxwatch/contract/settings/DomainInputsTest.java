package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.settings.InputSettings.BoundaryKind;
import org.fluxwatch.contract.settings.InputSettings.MeteorologyKind;
import org.fluxwatch.contract.settings.InputSettings.PriorKind;
import org.junit.jupiter.api.Test;

/// What drives each domain.
class DomainInputsTest {
    private static final String TWO = """
            domains:
              fiji:
                inputs:
                  meteorology: {kind: era5, folder: /era5}
                  prior: {kind: files, sources: {land: {format: sib4}, sea: {category: ocean}}}
                  boundary: {kind: cams}
              tonga:
                inputs:
                  meteorology: {kind: synthetic, seed: 7}
                  boundary: {kind: synthetic}
            """;

    private static Settings parse(String text) {
        return parse(text, Map.of());
    }

    private static Settings parse(String text, Map<String, String> environment) {
        return SettingsLoader.parse(text, "my.yaml", environment);
    }

    private static InputSettings inputs(Settings settings, String domain) {
        return settings.domains().get(domain).inputs();
    }

    @Test
    void twoDomainsHaveDifferentWindsFluxesAndInflow() {
        final InputSettings fiji = inputs(parse(TWO), "fiji");
        final InputSettings tonga = inputs(parse(TWO), "tonga");
        assertThat(fiji.meteorology().kind()).isEqualTo(MeteorologyKind.ERA5);
        assertThat(tonga.meteorology().kind()).isEqualTo(MeteorologyKind.SYNTHETIC);
        assertThat(fiji.prior().sources().keySet()).containsExactly("land", "sea");
        assertThat(tonga.prior().kind()).isEqualTo(PriorKind.UNSET);
        assertThat(fiji.boundary().kind()).isEqualTo(BoundaryKind.CAMS);
    }

    @Test
    void whatADomainLeavesOutIsTheReferenceDomains() {
        final InputSettings fiji = inputs(parse(TWO), "fiji");
        final InputSettings reference = inputs(SettingsLoader.defaults(), "east-asia");
        assertThat(fiji.stations()).isEqualTo(reference.stations());
        assertThat(fiji.meteorology().keepDays())
                .isEqualTo(reference.meteorology().keepDays());
        assertThat(fiji.meteorology().seed()).isEqualTo(reference.meteorology().seed());
        assertThat(fiji.prior().sources().get("sea").folder())
                .isEqualTo(reference.prior().sources().get("biosphere").folder());
    }

    @Test
    void theEnvironmentSetsOneDomains() {
        final Settings settings = parse(
                TWO,
                Map.of(
                        "FLUXWATCH_DOMAINS_TONGA_INPUTS_METEOROLOGY_KIND", "merra2",
                        "FLUXWATCH_DOMAINS_TONGA_INPUTS_METEOROLOGY_FILES", "a_{yyyy}.nc4,b.nc4",
                        "FLUXWATCH_DOMAINS_FIJI_INPUTS_PRIOR_SOURCES_SEA_SCALE", "-1"));
        assertThat(inputs(settings, "tonga").meteorology().kind()).isEqualTo(MeteorologyKind.MERRA2);
        assertThat(inputs(settings, "tonga").meteorology().files()).containsExactly("a_{yyyy}.nc4", "b.nc4");
        assertThat(inputs(settings, "fiji").meteorology().kind()).isEqualTo(MeteorologyKind.ERA5);
        assertThat(inputs(settings, "fiji").prior().sources().get("sea").scale())
                .isEqualTo(-1);
    }

    @Test
    void aDomainOfTheInversionAssimilatesNoStations() {
        final String tonga = "domains: {tonga: {system: %s, inputs: {stations: {assimilate: true}}}}";
        assertThatCode(() -> parse(tonga.formatted("filter"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> parse(tonga.formatted("inversion")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("my.yaml: domains.tonga.inputs.stations.assimilate is 'true', expected false where the"
                        + " domain's system is inversion: the inversion uses stations for validation only");
    }

    @Test
    void hoursOfStationsAreOfLocalSolarTime() {
        final var hours = parse("").assimilate().inversion().stationHours();
        assertThat(hours.cover(Instant.parse("2020-06-01T04:00:00Z"), 120)).isTrue();
        assertThat(hours.cover(Instant.parse("2020-06-01T03:59:00Z"), 120)).isFalse();
        assertThat(hours.cover(Instant.parse("2020-06-01T07:59:00Z"), 120)).isTrue();
        assertThat(hours.cover(Instant.parse("2020-06-01T08:00:00Z"), 120)).isFalse();
        assertThat(hours.cover(Instant.parse("1969-06-01T22:00:00Z"), -120)).isTrue();
    }

    @Test
    void whatNobodyHasChosenIsRefusedAllAtOnce() {
        assertThatThrownBy(() -> parse("domains: {tonga: {}, fiji: {inputs: {prior: {kind: synthetic}}}}")
                        .requireChosenInputs(Set.of("fiji", "tonga")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("domains.fiji.inputs.meteorology.kind is 'unset', expected one of merra2, era5, mcip, wrf,"
                        + " synthetic; domains.fiji.inputs.boundary.kind is 'unset', expected one of carbontracker,"
                        + " geos-chem, cams, synthetic; domains.tonga.inputs.meteorology.kind is 'unset', expected"
                        + " one of merra2, era5, mcip, wrf, synthetic; domains.tonga.inputs.prior.kind is 'unset',"
                        + " expected one of files, synthetic; domains.tonga.inputs.boundary.kind is 'unset', expected"
                        + " one of carbontracker, geos-chem, cams, synthetic; synthetic is invented, for trying");
    }

    @Test
    void aDomainThatIsNotRunNeedsNoChoice() {
        assertThatCode(() -> parse(TWO).requireChosenInputs(Set.of("fiji"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> parse(TWO).requireChosenInputs(Set.of("fiji", "tonga")))
                .hasMessageStartingWith(
                        "domains.tonga.inputs.prior.kind is 'unset', expected one of files, synthetic;");
    }

    @Test
    void nothingIsChosenByDefault() {
        assertThatThrownBy(() -> SettingsLoader.defaults().requireChosenInputs(Set.of("east-asia")))
                .hasMessageContainingAll("meteorology.kind", "prior.kind", "boundary.kind");
        assertThat(SettingsLoader.defaults().invented()).isEmpty();
    }

    @Test
    void saysInOneLineWhatIsInventedWhere() {
        assertThat(parse(TWO).invented())
                .contains("invented (kind synthetic): winds, inflow of domain tonga: such fluxes mean nothing for the"
                        + " real earth");
        assertThat(inputs(parse(TWO), "tonga").invented())
                .containsExactly(StandIn.INVENTED_METEOROLOGY, StandIn.INVENTED_BOUNDARY);
        assertThat(inputs(parse(TWO), "fiji").invented()).isEmpty();
    }

    @Test
    void inputsOfAllDomainsAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> parse("assimilate: {inputs: {meteorology: {kind: era5}}}"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("my.yaml: unknown key assimilate.inputs: inputs are each domain's own,"
                        + " domains.NAME.inputs; look-again is assimilate.look-again");
        assertThatThrownBy(() -> parse("", Map.of("FLUXWATCH_ASSIMILATE_INPUTS_METEOROLOGY_KIND", "era5")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("environment: unknown variable FLUXWATCH_ASSIMILATE_INPUTS_METEOROLOGY_KIND: inputs are"
                        + " each domain's own, FLUXWATCH_DOMAINS_NAME_INPUTS; look-again is"
                        + " FLUXWATCH_ASSIMILATE_LOOK_AGAIN");
    }

    @Test
    void aCheckNamesTheDomainAndTheSource() {
        assertThatThrownBy(() -> parse(TWO, Map.of("FLUXWATCH_DOMAINS_FIJI_INPUTS_PRIOR_SOURCES_SEA_SCALE", "0")))
                .hasMessageContaining("domains.fiji.inputs.prior.sources.sea.scale is '0.0', expected");
        assertThatThrownBy(() -> parse("domains: {fiji: {inputs: {prior: {kind: files, sources: {}}}}}"))
                .hasMessageContaining("domains.fiji.inputs.prior.sources is '[]', expected at least one");
        assertThatThrownBy(() -> parse("domains: {fiji: {inputs: {meteorology: {knd: era5}}}}"))
                .hasMessage("my.yaml: unknown key domains.fiji.inputs.meteorology.knd, the nearest known one is"
                        + " domains.fiji.inputs.meteorology.kind");
    }

    @Test
    void aDomainRoundTheEarthHasNoInversion() {
        final String earth = """
                domains:
                  earth:
                    system: %s
                    grid: {kind: lat-lon, columns: 72, rows: 36, west: -180.0, south: -90.0, cell-degrees: 5.0}
                """;
        assertThatCode(() -> parse(earth.formatted("filter"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> parse(earth.formatted("inversion")))
                .hasMessageContaining(
                        "domains.earth.system is 'inversion', expected filter where domains.earth.grid goes"
                                + " round the earth");
    }
}
