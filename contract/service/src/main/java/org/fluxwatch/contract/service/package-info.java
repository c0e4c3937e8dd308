/// How every service shows its state: `/metrics`, `/health/live`, `/health/ready` on one small HTTP server.
package org.fluxwatch.contract.service;
