/// A product made again from its own manifest. Start at [Reproduction].
package org.fluxwatch.deploy.reproduce;
