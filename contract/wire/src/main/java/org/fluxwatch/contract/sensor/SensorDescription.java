package org.fluxwatch.contract.sensor;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.ProcessingStream;
import org.fluxwatch.contract.record.Sensor;

/// What the files of one sensor look like, or of some of its builds. Of a variable there may be several names, of
/// which the first that a file has counts; groups are paths such as `Sounding/operation_mode`.
///
/// @param source what errors call the description: its file
/// @param fileName of a whole file name, with the groups `day` and `build` and, where names have them, `produced` and
///   `forward`
/// @param builds that this description is of
/// @param retrospectiveBuilds those of the stream that is made afterwards, others are of the forward one; empty
///   where there is one stream only
/// @param collections short names in the catalogue
/// @param instrument its names in a file's global attributes
/// @param levelOrder in which profiles stand
/// @param co2Scale of the variable `xco2`
/// @param surfaces where a file tells land from water; the first that it has counts
/// @param landOnly whether soundings over water are left out unless settings want them
public record SensorDescription(
        Sensor sensor,
        String source,
        Pattern fileName,
        Pattern builds,
        Optional<Pattern> retrospectiveBuilds,
        List<String> collections,
        Pattern instrument,
        Id id,
        Variables variables,
        LevelOrder levelOrder,
        Co2Scale co2Scale,
        QualityFlag qualityFlag,
        Modes modes,
        List<Surface> surfaces,
        boolean landOnly) {
    /// The groups that every pattern of file names has.
    static final Set<String> NEEDED_GROUPS = Set.of("day", "build");

    /// Groups that it may have: production time, and what stands in names of the forward stream alone.
    static final Set<String> OTHER_GROUPS = Set.of("produced", "forward");

    public SensorDescription {
        collections = List.copyOf(collections);
        surfaces = List.copyOf(surfaces);
    }

    public boolean isOfBuild(String build) {
        return builds.matcher(build).matches();
    }

    /// Empty where there is one stream only.
    public Optional<ProcessingStream> streamOf(String build) {
        return retrospectiveBuilds.map(
                builds -> builds.matcher(build).matches() ? ProcessingStream.RETROSPECTIVE : ProcessingStream.FORWARD);
    }

    /// What a sounding is called in a file.
    ///
    /// @param variables none where soundings have no id; they get one of their time and place in the file
    public record Id(List<String> variables, IdForm form) {
        public Id {
            variables = List.copyOf(variables);
        }

        /// Digits that tell of the sounding's time; 0 where an id does not.
        public int digits() {
            return variables.isEmpty() ? 0 : form.digits();
        }
    }

    /// What the digits of an id say.
    public enum IdForm {
        /// UTC to the tenth of a second, with a footprint behind it.
        TIME_AND_FOOTPRINT("YYYYMMDDhhmmssmf", 16),
        /// UTC to the second.
        TIME("YYYYMMDDhhmmss", 14),
        /// Nothing: a number like another, which is not compared with the sounding's time.
        NUMBER("number", 0);

        private final String label;
        private final int digits;

        IdForm(String label, int digits) {
            this.label = label;
            this.digits = digits;
        }

        /// The name in descriptions.
        public String label() {
            return label;
        }

        /// How many an id has; 0 where it says nothing.
        public int digits() {
            return digits;
        }
    }

    /// Names of the variables that every sounding is made of.
    ///
    /// @param time `[s]`, by its units, else seconds since 1970
    /// @param latitude `[s]`, degrees north
    /// @param longitude `[s]`, degrees east
    /// @param xco2 `[s]`, ppm, bias corrected
    /// @param xco2X2019 `[s]`, ppm, the same on the scale X2019; may be none
    /// @param uncertainty `[s]`, ppm, of `xco2`
    /// @param priorXco2 `[s]`, ppm; none where it is what weights and prior profile make
    /// @param priorProfile `[s,k]`, ppm
    /// @param averagingKernel `[s,k]`, normalised
    /// @param pressureLevels `[s,k]`, hPa
    /// @param pressureWeight `[s,k]`
    public record Variables(
            List<String> time,
            List<String> latitude,
            List<String> longitude,
            List<String> xco2,
            List<String> xco2X2019,
            List<String> uncertainty,
            List<String> priorXco2,
            List<String> priorProfile,
            List<String> averagingKernel,
            List<String> pressureLevels,
            List<String> pressureWeight) {
        public Variables {
            time = List.copyOf(time);
            latitude = List.copyOf(latitude);
            longitude = List.copyOf(longitude);
            xco2 = List.copyOf(xco2);
            xco2X2019 = List.copyOf(xco2X2019);
            uncertainty = List.copyOf(uncertainty);
            priorXco2 = List.copyOf(priorXco2);
            priorProfile = List.copyOf(priorProfile);
            averagingKernel = List.copyOf(averagingKernel);
            pressureLevels = List.copyOf(pressureLevels);
            pressureWeight = List.copyOf(pressureWeight);
        }
    }

    /// In which the levels of profiles stand.
    public enum LevelOrder {
        SPACE_TO_SURFACE("space-to-surface"),
        SURFACE_TO_SPACE("surface-to-space");

        private final String label;

        LevelOrder(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// @param good the values of soundings that may be used
    public record QualityFlag(List<String> variables, Set<Integer> good) {
        public QualityFlag {
            variables = List.copyOf(variables);
            good = Collections.unmodifiableSet(new TreeSet<>(good));
        }
    }

    /// @param variables none where the sensor has one mode only
    /// @param codes what a number in the file means; any other is no mode of the sensor
    public record Modes(List<String> variables, Map<Integer, Operation> codes) {
        public Modes {
            variables = List.copyOf(variables);
            codes = Collections.unmodifiableMap(new TreeMap<>(codes));
        }

        public Optional<Operation> of(int code) {
            return Optional.ofNullable(codes.get(code));
        }
    }

    /// What a satellite did.
    public enum Operation {
        NADIR("nadir"),
        GLINT("glint"),
        TARGET("target"),
        /// To or from a target.
        TRANSITION("transition"),
        SNAPSHOT_AREA("snapshot-area");

        private final String label;

        Operation(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// @param land codes of land; empty where a share counts
    /// @param landFrom percent of land from which on it is land
    public record Surface(List<String> variables, Set<Integer> land, OptionalInt landFrom) {
        public Surface {
            variables = List.copyOf(variables);
            land = Collections.unmodifiableSet(new TreeSet<>(land));
        }

        public boolean isLand(int code) {
            return landFrom.isPresent() ? code >= landFrom.getAsInt() : land.contains(code);
        }
    }

    /// All profiles.
    public Stream<List<String>> profiles() {
        return Stream.of(
                variables.priorProfile(),
                variables.averagingKernel(),
                variables.pressureLevels(),
                variables.pressureWeight());
    }
}
