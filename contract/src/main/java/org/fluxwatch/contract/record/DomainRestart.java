package org.fluxwatch.contract.record;

/// The domain forgets everything and starts again on its first day; its observations follow anew.
@SinceSchema(2)
public record DomainRestart(String domain) implements DomainOrder {}
