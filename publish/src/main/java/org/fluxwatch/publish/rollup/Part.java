package org.fluxwatch.publish.rollup;

import java.nio.file.Path;

/// A file of which a mean over a longer period is made.
///
/// @param days how many it stands for
record Part(Path file, int days) {}
