/// Product files as series of Prometheus, at the time of the world: its remote read protocol. Start at
/// [org.fluxwatch.publish.remote.RemoteReadApi].
package org.fluxwatch.publish.remote;
