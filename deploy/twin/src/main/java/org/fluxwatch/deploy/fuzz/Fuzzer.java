package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Changes inputs and hands them over, and goes on from those that had a new outcome. It sees outcomes, not the ways
/// through the code; for these there is [CoverageGuided]. The same seed gives the same inputs.
final class Fuzzer {
    private static final int MOST_KEPT = 400;

    private final Examiner examiner;
    private final Mutator mutator;
    private final List<Mutator.Input> seeds = new ArrayList<>();
    private final List<Mutator.Input> kept = new ArrayList<>();
    private final RandomGenerator random;

    /// @param seed of the changes
    Fuzzer(Target target, Examiner examiner, long seed) throws IOException {
        this.examiner = examiner;
        mutator = new Mutator(target.words());
        for (byte[] sound : target.seeds()) seeds.add(Mutator.Input.of(sound));
        random = new SplittableRandom(seed);
    }

    /// The seeds as they are, then changed ones.
    ///
    /// @param goesOn asked before each input
    void run(BooleanSupplier goesOn) {
        for (Mutator.Input sound : seeds) if (goesOn.getAsBoolean()) examiner.take(sound.bytes());
        while (goesOn.getAsBoolean()) {
            final byte[] changed = mutator.change(any(), any().bytes(), random);
            if (!examiner.take(changed)) continue;
            final Mutator.Input input = Mutator.Input.of(changed);
            if (kept.size() < MOST_KEPT) kept.add(input);
            else kept.set(random.nextInt(MOST_KEPT), input);
        }
    }

    private Mutator.Input any() {
        final List<Mutator.Input> of = kept.isEmpty() || random.nextInt(2) == 0 ? seeds : kept;
        return of.get(random.nextInt(of.size()));
    }
}
