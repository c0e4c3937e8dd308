/// The live page, its data, and the daily files for download. Start at [ProductsApi]; the page itself lies in the
/// resources beside this package, plain JavaScript without anything from elsewhere.
package org.fluxwatch.publish.web;
