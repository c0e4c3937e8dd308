/// Pages in one file, drawn by the live page's scripts.
package org.fluxwatch.deploy.page;
