package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetrcTest {
    private static final String URS = "urs.earthdata.nasa.gov";

    private static UserAndPassword login(String text) throws ArchiveException {
        return Netrc.parse(text, "/home/ada/.netrc").of(URS).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "machine urs.earthdata.nasa.gov login ada password secret",
                "machine URS.earthdata.nasa.gov\n\tlogin ada\n\tpassword secret\n",
                "machine other login x password y\nmachine urs.earthdata.nasa.gov password secret login ada account z",
                "default login ada password secret",
                "# mine\nmachine other login x password #y # z\ndefault login ada password secret",
                "macdef init\nmachine urs.earthdata.nasa.gov\nlogin no\n\ndefault login ada password secret",
                "default login x password y machine urs.earthdata.nasa.gov login ada password secret",
                "machine \"urs.earthdata.nasa.gov\" login \"ada\" password \"secret\"",
                "machine urs.earthdata.nasa.gov login ada password secret\r\n",
            })
    void findsAMachinesLogin(String text) throws ArchiveException {
        assertThat(login(text).user()).isEqualTo("ada");
        assertThat(login(text).password()).isEqualTo("secret");
    }

    @Test
    void readsQuotesAndBackslashes() throws ArchiveException {
        assertThat(login("default login ada password \"a b\\\"c\\\\\"").password())
                .isEqualTo("a b\"c\\");
        assertThat(login("default login ada password a\\ b#").password()).isEqualTo("a b#");
    }

    @Test
    void hasNoneForAnotherMachine() throws ArchiveException {
        assertThat(Netrc.parse("machine urs.earthdata.nasa.gov.example.com login a password b", "f")
                        .of(URS))
                .isEmpty();
        assertThat(Netrc.parse("", "f").of(URS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "machine urs.earthdata.nasa.gov login ada password two SECRETS, 'line 1: has a word that is none of machine'",
        "machine urs.earthdata.nasa.gov login ada, 'machine urs.earthdata.nasa.gov of f: user or password is empty'",
        "default login a:SECRET password SECRET, 'default of f: user or password is empty or the user has a colon'",
        "machine urs.earthdata.nasa.gov login, 'f, line 1: ends without the value'",
    })
    void saysWhereItIsWrongAndNoneOfItsWords(String text, String said) {
        assertThatThrownBy(() -> Netrc.parse(text, "f").of(URS))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void showsNoSecret() throws ArchiveException {
        assertThat(login("default login ada password secret")).hasToString("default of /home/ada/.netrc");
    }
}
