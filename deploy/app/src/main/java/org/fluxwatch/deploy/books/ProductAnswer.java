package org.fluxwatch.deploy.books;

import java.util.List;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;

/// What the products' folder says of a day.
public sealed interface ProductAnswer {
    /// The day's file.
    record Day(DailyAnalysis analysis, List<Innovation> innovations) implements ProductAnswer {}

    /// There is no file, it is damaged, or it holds no observations.
    record None() implements ProductAnswer {}
}
