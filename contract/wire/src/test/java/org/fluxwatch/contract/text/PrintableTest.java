package org.fluxwatch.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void escapesWhatForgesALineOrSteersATerminal() {
        assertThat(Printable.line("a\r\n2026-01-01T00:00:00.000Z INFO all is well\u001b[2J\u0000\u009b\u202e"))
                .isEqualTo("a\\r\\n2026-01-01T00:00:00.000Z INFO all is well\\u001b[2J\\u0000\\u009b\\u202e");
    }

    @Test
    void leavesOtherTextAsItIs() {
        final String text = "C:\\data $1 \u5317\u4eac 50 \u00b5mol m\u207b\u00b2";
        assertThat(Printable.line(text)).isSameAs(text).isEqualTo(Printable.line(Printable.line(text)));
        assertThat(Printable.line(Printable.line("a\tb"))).isEqualTo("a\\tb");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(Printable.line("abcdef", 3)).isEqualTo("abc...");
        assertThat(Printable.line("abc", 3)).isEqualTo("abc");
    }
}
