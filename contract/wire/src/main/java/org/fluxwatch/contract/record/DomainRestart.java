package org.fluxwatch.contract.record;

/// The domain forgets everything and starts again on its first day. Its observations follow anew, up to a
/// [DomainFilled]; until then no day is closed, whatever else comes between.
@SinceSchema(2)
public record DomainRestart(String domain) implements DomainOrder {}
