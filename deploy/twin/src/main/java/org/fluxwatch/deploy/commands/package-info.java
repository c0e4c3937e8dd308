/// Commands that need the twin.
package org.fluxwatch.deploy.commands;
