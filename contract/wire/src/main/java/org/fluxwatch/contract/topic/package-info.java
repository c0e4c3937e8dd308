/// The topics at which the stages meet, each with its name, serdes and policy in one object. Start at [Topics].
package org.fluxwatch.contract.topic;
