/// Products in the forms that others read. Start at [KerchunkReference] and [ParisFile].
package org.fluxwatch.publish.exchange;
