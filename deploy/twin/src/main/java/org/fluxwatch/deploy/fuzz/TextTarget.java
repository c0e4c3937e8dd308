package org.fluxwatch.deploy.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A text that the program makes something of.
final class TextTarget implements Target {
    private final List<String> seeds;
    private final List<String> words;
    private final Use use;

    @FunctionalInterface
    interface Use {
        /// @return the kind of outcome
        String of(String text) throws Exception;
    }

    TextTarget(List<String> seeds, List<String> words, Use use) {
        this.seeds = seeds;
        this.words = words;
        this.use = use;
    }

    @Override
    public List<byte[]> seeds() {
        return seeds.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    @Override
    public List<String> words() {
        return words;
    }

    @Override
    public String take(byte[] input) throws Exception {
        return use.of(new String(input, StandardCharsets.UTF_8));
    }
}
