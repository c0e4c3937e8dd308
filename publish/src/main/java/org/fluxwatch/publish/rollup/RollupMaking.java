package org.fluxwatch.publish.rollup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.publish.rollup.RollupAttributes.Subject;
import org.fluxwatch.publish.totals.DayTotals;
import org.fluxwatch.publish.totals.PeriodTotals;
import org.fluxwatch.publish.totals.RegionGroup;
import org.fluxwatch.publish.totals.Series;
import org.fluxwatch.publish.totals.Span;

/// One period's files, out of its parts. The same parts give the same bytes.
///
/// @param subject what the file is of
/// @param days of the period, ascending
/// @param parts files of days, or of months, ascending
/// @param members files of members of the same; empty when not all are there
/// @param target the file
/// @param membersTarget that of members; empty when it is not to be written
/// @param madeMembers a file that already has the mean by member
record RollupMaking(
        Subject subject,
        List<DayTotals> days,
        List<Part> parts,
        List<Part> members,
        Path target,
        Optional<Path> membersTarget,
        Optional<Path> madeMembers) {
    static final String FLUX = "flux_analysis";

    void make() throws IOException {
        try (ClassicParts last = ClassicParts.open(parts.getLast().file())) {
            final List<String> notes = new ArrayList<>(subject.notes());
            final List<List<ClassicAttribute>> attributes = new ArrayList<>();
            final List<Part> alike = alike(last, attributes, notes);
            final Optional<ClassicVariable> byMember = byMember(last, notes);
            if (byMember.isPresent() && membersTarget.isPresent())
                writeMembers(last, byMember.get(), attributes, membersTarget.get());
            final List<ClassicVariable> variables =
                    new ArrayList<>(PeriodFile.time(subject.begin(), subject.end(), subject.kind()));
            variables.addAll(PeriodFile.place(last, true));
            final List<ClassicVariable> means = GridMeans.of(last, alike, false, notes);
            for (ClassicVariable mean : means) {
                variables.add(mean);
                if (mean.name().equals(FLUX) && byMember.isPresent())
                    variables.add(MemberSpread.of(byMember.get(), mean));
            }
            final List<RegionGroup> regions = days.getLast().regions().stream()
                    .map(region -> RegionGroup.of(region.region()))
                    .toList();
            final PeriodTotals totals =
                    Series.over(days, new Span(subject.name(), subject.begin(), subject.end()), regions);
            totals.groups().stream()
                    .filter(group -> !group.note().isEmpty())
                    .map(PeriodTotals.Group::note)
                    .distinct()
                    .forEach(note -> notes.add("Totals of regions are not all known: " + note + "."));
            variables.addAll(RegionSums.of(totals));
            if (subject.kind().equals("month"))
                variables.addAll(DaysTable.of(
                        days, regions.stream().map(RegionGroup::name).toList()));
            PeriodFile.write(variables, attributes(what(), attributes, notes), target);
        }
    }

    private String what() {
        return subject.kind().equals("year") ? "Yearly" : "Monthly";
    }

    private List<ClassicAttribute> attributes(String what, List<List<ClassicAttribute>> ofParts, List<String> notes) {
        return RollupAttributes.of(
                what,
                new Subject(
                        subject.kind(),
                        subject.name(),
                        subject.domain(),
                        subject.begin(),
                        subject.end(),
                        subject.days(),
                        subject.missing(),
                        subject.spinUpDays(),
                        notes),
                ofParts);
    }

    /// The parts with the last one's grid.
    ///
    /// @param attributes those of all parts, added
    private List<Part> alike(ClassicParts last, List<List<ClassicAttribute>> attributes, List<String> notes)
            throws IOException {
        final List<Part> alike = new ArrayList<>();
        for (Part part : parts)
            try (ClassicParts file = ClassicParts.open(part.file())) {
                attributes.add(file.layout().attributes());
                if (PeriodFile.isAlike(file, last)) alike.add(part);
                else notes.add(part.file().getFileName() + " has another grid; the means of fields are without it.");
            }
        return alike;
    }

    /// The mean of the flux by member; empty when it cannot be made.
    private Optional<ClassicVariable> byMember(ClassicParts last, List<String> notes) throws IOException {
        final List<ClassicVariable> made;
        if (!members.isEmpty()) {
            try (ClassicParts like = ClassicParts.open(members.getLast().file())) {
                made = PeriodFile.areJoinable(members, last)
                        ? GridMeans.of(like, members, true, new ArrayList<>())
                        : List.of();
            }
        } else if (madeMembers.isPresent() && Files.exists(madeMembers.get())) {
            try (ClassicParts file = ClassicParts.open(madeMembers.get())) {
                made = file.has(FLUX) ? List.of(file.variable(FLUX)) : List.of();
            }
        } else made = List.of();
        final Optional<ClassicVariable> found =
                made.stream().filter(variable -> variable.name().equals(FLUX)).findFirst();
        if (found.isEmpty())
            notes.add(
                    "Members of the flux are not there for all days, or not as many or not on one grid on all: it has no"
                            + " spread.");
        return found;
    }

    private void writeMembers(
            ClassicParts last, ClassicVariable byMember, List<List<ClassicAttribute>> attributes, Path file)
            throws IOException {
        final List<ClassicVariable> variables =
                new ArrayList<>(PeriodFile.time(subject.begin(), subject.end(), subject.kind()));
        variables.addAll(PeriodFile.place(last, false));
        variables.add(MemberSpread.coordinate(byMember.shape()[3]));
        variables.add(byMember);
        PeriodFile.write(variables, attributes("Members of a monthly", attributes, subject.notes()), file);
    }
}
