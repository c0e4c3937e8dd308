/// What publish says of itself and of the pipeline before it, as far as topics tell. Start at [Pipeline].
package org.fluxwatch.publish.health;
