/// All of fluxwatch in one process, with a broker of its own. Start at [Standalone].
package org.fluxwatch.deploy.standalone;
