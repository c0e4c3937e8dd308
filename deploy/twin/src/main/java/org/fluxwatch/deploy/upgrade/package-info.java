/// The upgrade of a running system from an older release, one service after the other. Start at [Upgrade].
package org.fluxwatch.deploy.upgrade;
