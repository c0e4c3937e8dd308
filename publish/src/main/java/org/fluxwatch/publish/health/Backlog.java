package org.fluxwatch.publish.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.AnalysedDomain;

/// What is waited for, at one moment.
///
/// @param begun days that lack records, by domain and system
/// @param unwritten whole days that wait for the disk, by domain and system
/// @param since when the first record of the oldest begun day was read, by domain and system
/// @param lacks what the begun days lack, as lines; of very many only the first
/// @param disk why the disk is waited for, empty when it is not
/// @param letters why dead letters or days' alarms wait, empty when none does
public record Backlog(
        Map<AnalysedDomain, Integer> begun,
        Map<AnalysedDomain, Integer> unwritten,
        Map<AnalysedDomain, Instant> since,
        List<String> lacks,
        String disk,
        String letters) {
    public static final Backlog NONE = new Backlog(Map.of(), Map.of(), Map.of(), List.of(), "", "");
}
