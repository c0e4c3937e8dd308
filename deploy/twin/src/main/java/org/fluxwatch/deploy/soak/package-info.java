/// A year of the model's days in an hour, and whether anything of the system grows meanwhile. Start at [Soak].
package org.fluxwatch.deploy.soak;
