package org.fluxwatch.contract.record;

import java.time.LocalDate;

/// The domain forgets everything and goes on from a checkpoint that was brought from elsewhere.
///
/// @param day first day not analysed there
/// @param writtenMs time stamp of the checkpoint's records on the topic `checkpoints`, by which they are found
@SinceSchema(2)
public record DomainImport(String domain, LocalDate day, long writtenMs) implements DomainOrder {}
