/// The operator's guide beside the page, so that alerts and dashboards have something to lead to.
package org.fluxwatch.publish.runbook;
