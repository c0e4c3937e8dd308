package org.fluxwatch.publish.web.v1;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.web.Query;
import org.fluxwatch.publish.web.Refused;

/// What was asked for.
///
/// @param parts of the path, by the names of its template
record Request(ProductFolder folder, Map<String, String> parts, Query query) {
    String part(String name) {
        final String part = parts.get(name);
        if (part == null) throw new IllegalStateException("the path has no " + name);
        return part;
    }

    /// @throws Refused 404 when there is no such domain or system
    AnalysedDomain analysed() throws Refused {
        return new AnalysedDomain(Query.domain(folder, part("domain")), Query.system(part("system")));
    }

    /// @throws Refused 400 when it is no day
    LocalDate day() throws Refused {
        return Query.day("day", part("day"));
    }

    /// The file of the day, or of its month.
    ///
    /// @throws Refused 404 when there is none
    Path file() throws Refused {
        final AnalysedDomain analysed = analysed();
        final LocalDate day = day();
        return folder.find(analysed, day)
                .orElseThrow(() -> new Refused(404, "no analysis of " + analysed + " for " + day + " yet"));
    }

    /// What was read of the day's file.
    ///
    /// @throws Refused 404 when it could not be used
    <T> T whole(Optional<T> read) throws Refused {
        if (read.isPresent()) return read.get();
        throw new Refused(404, "the file of " + analysed() + " for " + day() + " is damaged, or of another grid");
    }

    Format format() throws Refused {
        return Format.of(query);
    }
}
