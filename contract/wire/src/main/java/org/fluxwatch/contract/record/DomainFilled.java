package org.fluxwatch.contract.record;

/// All observations that a [DomainRestart] or a [DomainImport] has announced have come.
@SinceSchema(2)
public record DomainFilled(String domain) implements DomainOrder {}
