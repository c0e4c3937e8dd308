/// Settings -> systems of the domains -> the stage as a service.
package org.fluxwatch.assimilate.service;
