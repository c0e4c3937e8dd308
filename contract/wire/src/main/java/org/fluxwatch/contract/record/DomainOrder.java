package org.fluxwatch.contract.record;

/// What an operator wants of a domain.
public sealed interface DomainOrder extends ObservationRecord permits DomainRestart, DomainImport, DomainFilled {}
