/// The books: of each granule what became of its soundings, and whether it adds up. Start at
/// [org.fluxwatch.deploy.books.Books].
package org.fluxwatch.deploy.books;
