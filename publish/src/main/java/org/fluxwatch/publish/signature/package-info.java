/// Ed25519 signatures of product files, in files of their own beside them. Start at [Signatures].
package org.fluxwatch.publish.signature;
