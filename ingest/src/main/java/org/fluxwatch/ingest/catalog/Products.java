package org.fluxwatch.ingest.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.CmrCollection;
import org.fluxwatch.contract.archive.CmrSearch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which collections the products in settings are. A product without version is all versions that the catalogue has,
/// those to come too.
final class Products {
    static final String PROVIDER = "GES_DISC";

    private static final Logger LOG = LoggerFactory.getLogger(Products.class);

    private final List<String> named;
    private final CmrSearch search;
    private final Map<String, List<CmrCollection>> known = new TreeMap<>(); // by short name
    private final ToldOnce told = new ToldOnce();
    private boolean begun;

    /// @param named short names, with a version behind a dot or without
    Products(List<String> named, CmrSearch search) {
        this.named = named;
        this.search = search;
    }

    private static String shortName(String product) {
        final int dot = product.indexOf('.');
        return dot < 0 ? product : product.substring(0, dot);
    }

    /// Short names with versions, in the order of settings.
    ///
    /// @throws ArchiveException when versions are to be asked for, and the catalogue does not say
    List<String> collections() throws ArchiveException, InterruptedException {
        if (!begun) refresh();
        begun = true;
        final List<String> collections = new ArrayList<>();
        for (String product : named)
            if (product.contains(".")) collections.add(product);
            else versions(product).forEach(version -> collections.add(version.product()));
        return collections.stream().distinct().toList();
    }

    private List<CmrCollection> versions(String shortName) throws ArchiveException, InterruptedException {
        if (!known.containsKey(shortName)) ask(shortName);
        return known.getOrDefault(shortName, List.of());
    }

    /// Asks for the versions of all anew. Where there is no answer, what was known counts on: granules are searched by
    /// name.
    ///
    /// @throws ArchiveException when the catalogue cannot be reached
    void refresh() throws ArchiveException, InterruptedException {
        for (String shortName :
                named.stream().map(Products::shortName).distinct().toList())
            try {
                ask(shortName);
            } catch (ArchiveException e) {
                if (e.reason() == ArchiveException.Reason.UNREACHABLE) throw e;
                if (told.isNew(shortName)) LOG.warn("The versions of {} are not known: {}", shortName, e.getMessage());
            }
        for (ProductRemark remark : remarks())
            if (told.isNew(remark.text())) LOG.warn("archive.products: {}", remark.text());
    }

    /// A collection that is gone from the catalogue is still asked for its granules.
    private void ask(String shortName) throws ArchiveException, InterruptedException {
        final SortedSet<CmrCollection> versions = new TreeSet<>(CmrCollection.BY_VERSION);
        versions.addAll(search.collections(shortName, PROVIDER));
        versions.addAll(known.getOrDefault(shortName, List.of()));
        known.put(shortName, List.copyOf(versions));
    }

    /// The concept id of a collection, as far as it is known.
    Optional<String> conceptId(String collection) {
        return known.getOrDefault(shortName(collection), List.of()).stream()
                .filter(one -> one.product().equals(collection))
                .map(CmrCollection::conceptId)
                .findFirst();
    }

    /// As of the last answers.
    List<ProductRemark> remarks() {
        final List<ProductRemark> remarks = new ArrayList<>();
        for (String product : named)
            Optional.ofNullable(known.get(shortName(product)))
                    .flatMap(versions -> remark(product, versions))
                    .ifPresent(remarks::add);
        return remarks;
    }

    private static Optional<ProductRemark> remark(String product, List<CmrCollection> versions) {
        if (versions.isEmpty())
            return Optional.of(new ProductRemark(
                    product,
                    ProductRemark.Kind.MISSING,
                    "the catalogue has no product " + shortName(product) + " of " + PROVIDER));
        if (!product.contains(".")) return Optional.empty();
        final Optional<CmrCollection> own = versions.stream()
                .filter(version -> version.product().equals(product))
                .findFirst();
        if (own.isEmpty())
            return Optional.of(new ProductRemark(
                    product,
                    ProductRemark.Kind.MISSING,
                    "the catalogue has no " + product + ", but version "
                            + versions.stream().map(CmrCollection::version).collect(Collectors.joining(", "))));
        final CmrCollection newest = versions.getLast();
        return newest.equals(own.get())
                ? Optional.empty()
                : Optional.of(new ProductRemark(
                        product,
                        ProductRemark.Kind.OUTDATED,
                        newest.product() + " is newer than " + product
                                + "; without a version all of them are taken, the" + " newest of each day counts"));
    }
}
