package org.fluxwatch.contract.settings;

/// For how many days Kafka keeps the records of topics that are otherwise kept for good; 0: for good, or as an
/// operator has set it on the topic.
public record KeepDays(int observations, int innovations, int rows, int analyses) {
    public static final KeepDays FOR_GOOD = new KeepDays(0, 0, 0, 0);

    /// A stage that was away for less finds all.
    private static final int LEAST = 31;

    private static final int MOST = 36_500;

    public KeepDays {
        check("observations", observations);
        check("innovations", innovations);
        check("rows", rows);
        check("analyses", analyses);
    }

    private static void check(String topic, int days) {
        Check.that(
                days == 0 || days >= LEAST && days <= MOST,
                "kafka.keep-days." + topic,
                days,
                "0 for good, or " + LEAST + " to " + MOST + " days");
    }

    /// Of a topic by its name; 0 for those that have bounds of their own.
    public int days(String topic) {
        return switch (topic) {
            case "observations" -> observations;
            case "innovations" -> innovations;
            case "rows" -> rows;
            case "analyses" -> analyses;
            default -> 0;
        };
    }
}
