/// Kills the running system again and again and holds what comes out against an undisturbed run. Start at [Chaos].
package org.fluxwatch.deploy.chaos;
