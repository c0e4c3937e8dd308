/// The inversion's experiments from its topics. Start at [org.fluxwatch.deploy.experiments.KeptRows].
package org.fluxwatch.deploy.experiments;
