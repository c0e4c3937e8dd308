package org.fluxwatch.contract.settings;

import java.util.Map;
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
    /// By their names in files.
    public Map<String, String> given() {
        final Map<String, String> given = new TreeMap<>();
        given.put("acknowledgement", acknowledgement);
        given.put("creator_email", creatorEmail);
        given.put("creator_name", creatorName);
        given.put("creator_url", creatorUrl);
        given.put("id", id);
        given.put("institution", institution);
        given.put("keywords", keywords);
        given.put("license", license);
        given.put("naming_authority", namingAuthority);
        given.put("project", project);
        given.put("publisher_email", publisherEmail);
        given.put("publisher_name", publisherName);
        given.put("publisher_url", publisherUrl);
        given.put("references", references);
        given.values().removeIf(String::isBlank);
        return given;
    }
}
