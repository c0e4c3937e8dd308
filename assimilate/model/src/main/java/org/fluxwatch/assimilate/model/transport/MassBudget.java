package org.fluxwatch.assimilate.model.transport;

/// Where one lane's CO2 came from and went in some hours, moles. Nothing but emission and the lateral boundary may
/// change it: `end = begin + emitted + inflow`, but for rounding.
///
/// @param beginMoles in the domain at the begin
/// @param endMoles in the domain at the end
/// @param emittedMoles by the surface, net
/// @param inflowMoles through the lateral boundary, net, positive inwards
public record MassBudget(double beginMoles, double endMoles, double emittedMoles, double inflowMoles) {

    /// What no term explains, moles.
    public double residualMoles() {
        return endMoles - beginMoles - emittedMoles - inflowMoles;
    }

    /// Absolute residual as a share of the CO2 at the begin.
    public double relativeResidual() {
        return Math.abs(residualMoles()) / beginMoles;
    }
}
