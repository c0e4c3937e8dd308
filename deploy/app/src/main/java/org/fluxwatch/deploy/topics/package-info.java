/// Topics read by commands, outside of any group.
package org.fluxwatch.deploy.topics;
