package org.fluxwatch.deploy.commands;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What follows the option `--seeds`.
final class Seeds {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");

    private Seeds() {}

    /// @param range such as `101..110`
    static List<Long> of(String range, CommandLine command) {
        final Matcher ends = RANGE.matcher(range);
        if (!ends.matches())
            throw new ParameterException(command, "--seeds is '" + range + "', expected a range such as 101..110");
        return LongStream.rangeClosed(Long.parseLong(ends.group(1)), Long.parseLong(ends.group(2)))
                .boxed()
                .toList();
    }
}
