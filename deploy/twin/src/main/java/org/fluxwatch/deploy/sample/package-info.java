/// Some invented days in the layout of real products, to try real input with. Start at [Sample].
package org.fluxwatch.deploy.sample;
