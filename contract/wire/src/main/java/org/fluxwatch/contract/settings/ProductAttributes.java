package org.fluxwatch.contract.settings;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Global attributes of product files that say whose they are: those of the Attribute Convention for Data Discovery
/// 1.3 that only an operator knows. Empty ones are left out.
public record ProductAttributes(
        String acknowledgement,
        String creatorEmail,
        String creatorName,
        String creatorUrl,
        String id,
        String institution,
        String keywords,
        String license,
        String namingAuthority,
        String project,
        String publisherEmail,
        String publisherName,
        String publisherUrl,
        String references) {
    /// Their names in files.
    public static final Set<String> NAMES =
            Collections.unmodifiableSet(new ProductAttributes("", "", "", "", "", "", "", "", "", "", "", "", "", "")
                    .all()
                    .keySet());

    /// By their names in files.
    public Map<String, String> given() {
        final Map<String, String> given = all();
        given.values().removeIf(String::isBlank);
        return given;
    }

    private Map<String, String> all() {
        final Map<String, String> all = new TreeMap<>();
        all.put("acknowledgement", acknowledgement);
        all.put("creator_email", creatorEmail);
        all.put("creator_name", creatorName);
        all.put("creator_url", creatorUrl);
        all.put("id", id);
        all.put("institution", institution);
        all.put("keywords", keywords);
        all.put("license", license);
        all.put("naming_authority", namingAuthority);
        all.put("project", project);
        all.put("publisher_email", publisherEmail);
        all.put("publisher_name", publisherName);
        all.put("publisher_url", publisherUrl);
        all.put("references", references);
        return all;
    }
}
