/// Text of others, made fit for a line of ours.
package org.fluxwatch.contract.text;
