/// What drives the model: meteorology, inflow, prior fluxes, each behind a small interface. [StepIndex] finds
/// the files of a step.
package org.fluxwatch.assimilate.inputs;
