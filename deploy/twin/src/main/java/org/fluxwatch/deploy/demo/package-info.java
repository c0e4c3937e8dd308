/// The demonstration: the twin's archive, the standalone system, progress, and a verdict at the end. Start at [Demo].
package org.fluxwatch.deploy.demo;
