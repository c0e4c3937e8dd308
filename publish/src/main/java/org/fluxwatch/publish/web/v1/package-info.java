/// The documented, versioned HTTP interface, `/api/v1/`. Start at [ApiV1], which knows every path; `openapi.yaml` in
/// the resources beside this package describes them.
package org.fluxwatch.publish.web.v1;
