/// Analyses out: daily files, metrics, the live page. Start at [PublishService].
package org.fluxwatch.publish;
