/// Experiments of the inversion as a page.
package org.fluxwatch.deploy.experiments;
