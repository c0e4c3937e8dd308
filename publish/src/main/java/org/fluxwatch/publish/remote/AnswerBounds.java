package org.fluxwatch.publish.remote;

import java.time.Duration;
import java.util.function.LongSupplier;

/// What the answer to one request may take, all its queries together.
final class AnswerBounds {
    /// Some 20 MB with what is packed of it: a day of 30 regions has some 300 values, these are four years of all of
    /// them, and forty of one metric.
    static final int MOST_SAMPLES = 500_000;

    private final int mostSamples;
    private final Duration longest;
    private final LongSupplier nanoTime;
    private final long sinceNanos;
    private int samples;

    AnswerBounds(int mostSamples, Duration longest, LongSupplier nanoTime) {
        this.mostSamples = mostSamples;
        this.longest = longest;
        this.nanoTime = nanoTime;
        this.sinceNanos = nanoTime.getAsLong();
    }

    /// @throws ExceededException beyond what an answer may hold
    void sample() {
        if (++samples > mostSamples)
            throw new ExceededException("the request asks for more than " + mostSamples + " values");
    }

    /// To be asked before each file that is read.
    ///
    /// @throws ExceededException when it has taken too long
    void time() {
        if (nanoTime.getAsLong() - sinceNanos > longest.toNanos())
            throw new ExceededException("the answer takes more than " + longest.toSeconds() + " s");
    }

    /// The request asks for more than an answer may take.
    static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ExceededException(String what) {
            super(what + ", expected a shorter time or fewer series");
        }
    }
}
