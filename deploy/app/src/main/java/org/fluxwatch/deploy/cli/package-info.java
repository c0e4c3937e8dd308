/// The command line. Start at [Main].
package org.fluxwatch.deploy.cli;
