/// What drives the model: meteorology, inflow, prior fluxes, each behind a small interface.
package org.fluxwatch.assimilate.inputs;
