/// The inversion's experiments: rows from its topics, tables and a page of what comes out.
package org.fluxwatch.deploy.experiments;
