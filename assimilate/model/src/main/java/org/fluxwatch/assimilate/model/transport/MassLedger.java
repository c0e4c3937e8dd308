package org.fluxwatch.assimilate.model.transport;

/// Keeps the books of one lane over some hours, in double and in an order that no number of threads changes. The lane
/// must be one that nothing but the transport touches.
public final class MassLedger {
    private final TransportModel transport;
    private final int lane;
    private final double beginMoles;
    private double emittedMoles;
    private double inflowMoles;

    /// Opens the books at the begin of the first hour.
    ///
    /// @param lane whose CO2 is followed
    /// @param co2 ppm `[cells * nz * stride]`
    /// @param surfacePressurePa `[cells]`
    public MassLedger(TransportModel transport, int lane, float[] co2, float[] surfacePressurePa) {
        this.transport = transport;
        this.lane = lane;
        beginMoles = transport.totalMoles(co2, surfacePressurePa, lane);
    }

    /// Enters the hour that the transport has just advanced.
    ///
    /// @param flux what it was given, µmol m-2 s-1 `[cells * stride]`
    public void enterHour(float[] flux) {
        emittedMoles += transport.emittedMoles(flux, lane);
        inflowMoles += transport.netInflowMoles(lane);
    }

    /// The budget of all hours entered.
    ///
    /// @param co2 at the end of the last hour, ppm `[cells * nz * stride]`
    /// @param surfacePressurePa at the end of the last hour `[cells]`
    public MassBudget budget(float[] co2, float[] surfacePressurePa) {
        return new MassBudget(
                beginMoles, transport.totalMoles(co2, surfacePressurePa, lane), emittedMoles, inflowMoles);
    }
}
