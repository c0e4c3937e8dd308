/// Offline transport of a passive tracer, all lanes at once. Start at [TransportModel].
///
/// [MassFluxes] turns winds into balanced air-mass fluxes, [PiecewiseParabolic] carries the tracer along one line with
/// them, [VerticalMixing] stirs the columns, [Perimeter] names the ghost columns through which air comes in,
/// [MassLedger] follows the mass of one lane.
package org.fluxwatch.assimilate.model.transport;
