/// The dead letters on a Kafka, read and sent again. Start at [org.fluxwatch.deploy.letters.DeadLetterOffice].
package org.fluxwatch.deploy.letters;
