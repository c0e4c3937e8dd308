package org.fluxwatch.assimilate.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.contract.settings.ChangedSetting;
import org.fluxwatch.contract.settings.SettingChange;
import org.jspecify.annotations.Nullable;

/// The settings that a domain's stored state was made with, as [NumericSettings] has them, at `DOMAIN/settings` beside
/// the state. A state that an earlier version has left says nothing of them.
final class StateSettings {
    private static final String KEY = "/settings";

    private final KeyValueStore<String, byte[]> states;

    StateSettings(KeyValueStore<String, byte[]> states) {
        this.states = states;
    }

    static String key(String domain) {
        return domain + KEY;
    }

    /// Of what lies at [#key]; empty when nothing does.
    static String text(byte @Nullable [] stored) {
        return stored == null ? "" : new String(stored, StandardCharsets.UTF_8);
    }

    void put(String domain, String settings) {
        final byte[] text = settings.getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(states.get(key(domain)), text)) states.put(key(domain), text);
    }

    /// What an operator is to know of the settings that have changed since the state was made, a line each.
    ///
    /// @param now the settings
    /// @throws UnusableStateException when it cannot be gone on from
    List<String> toTell(String domain, String now) {
        final List<ChangedSetting> changed = changed(text(states.get(key(domain))), now);
        refusal(domain, changed).ifPresent(why -> {
            throw new UnusableStateException("stops: " + why);
        });
        final List<String> lines = new ArrayList<>();
        of(changed, SettingChange.FROM_THEN_ON)
                .ifPresent(what -> lines.add("what it analyses from now on is made with other settings: " + what
                        + "; `fluxwatch reset --domain " + domain + "` has all its days made with them"));
        of(changed, SettingChange.WHEN_BEGUN)
                .ifPresent(what -> lines.add("it has begun with other settings, which stay in effect: " + what));
        return lines;
    }

    private static Optional<String> of(List<ChangedSetting> changed, SettingChange kind) {
        return inWords(changed.stream().filter(one -> one.change() == kind).toList());
    }

    private static Optional<String> inWords(List<ChangedSetting> changed) {
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(changed.stream().map(ChangedSetting::toString).collect(Collectors.joining("; ")));
    }

    /// Why a state cannot be gone on from with these settings, and what to do; empty when it can.
    static Optional<String> refusal(String domain, String madeWith, String now) {
        return refusal(domain, changed(madeWith, now));
    }

    private static Optional<String> refusal(String domain, List<ChangedSetting> changed) {
        final List<ChangedSetting> stopping =
                changed.stream().filter(one -> one.change().stops()).toList();
        final boolean isOfAnother = stopping.stream().anyMatch(one -> one.change() == SettingChange.NEVER);
        return inWords(stopping)
                .map(what -> "its state was made with other settings: " + what + ": set them back, or "
                        + (isOfAnother
                                ? "run it as another deployment, with topics and a data-folder of its own"
                                : "start the domain anew with `fluxwatch reset --domain " + domain + "`"));
    }

    private static List<ChangedSetting> changed(String madeWith, String now) {
        return madeWith.isEmpty() ? List.of() : ChangedSetting.between(madeWith, now);
    }
}
