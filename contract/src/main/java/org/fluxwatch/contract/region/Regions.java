package org.fluxwatch.contract.region;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/// The regions of JDAS's Fig. 1 and sect. 3.3, from the data file `regions.yaml` beside this class.
public final class Regions {
    private Regions() {}

    public static List<Region> jdas() {
        try (InputStream in = Regions.class.getResourceAsStream("/org/fluxwatch/contract/regions.yaml")) {
            return Arrays.asList(new YAMLMapper().readValue(in, Region[].class));
        } catch (IOException e) {
            throw new IllegalStateException("regions.yaml in the program's own jar cannot be read", e);
        }
    }
}
