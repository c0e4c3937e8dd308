/// Text of others, made fit for a line of ours; digests: [Sha256].
package org.fluxwatch.contract.text;
