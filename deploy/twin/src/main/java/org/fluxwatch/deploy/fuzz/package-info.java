/// Feeds changed inputs to whatever takes input from outside, and says what was neither used nor refused with an
/// error. Start at [Campaign]; a [Target] is one part under test.
package org.fluxwatch.deploy.fuzz;
