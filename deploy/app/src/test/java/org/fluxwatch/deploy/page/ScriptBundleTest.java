package org.fluxwatch.deploy.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptBundleTest {
    private final ScriptBundle bundle = new ScriptBundle();

    @Test
    void modulesKeepTheirNamesToThemselvesButForTheirExports() {
        bundle.add("a.js", "const own = 1;\nexport const x = own;\nexport function y() {}\nexport class Z {}\n");
        bundle.add("b.js", "import { x, Z } from './a.js';\n\nconst own = x;\n");
        assertThat(bundle.text()).isEqualTo("""
                const modules = {};
                modules['a.js'] = (() => {
                const own = 1;
                const x = own;
                function y() {}
                class Z {}

                return { x, y, Z };
                })();
                modules['b.js'] = (() => {
                const { x, Z } = modules['a.js'];

                const own = x;

                return {  };
                })();
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import * as a from './a.js';",
                "import { x as y } from './a.js';",
                "import a from './a.js';",
                "import './a.js';",
                "export default 1;",
                "export { x };",
                "export let x = 1;"
            })
    void refusesImportsAndExportsThatItDoesNotKnow(String line) {
        bundle.add("a.js", "export const x = 1;\n");
        assertThatThrownBy(() -> bundle.add("b.js", line + "\n")).hasMessageContainingAll("b.js", line);
    }

    @Test
    void refusesAnImportOfWhatIsNotThereYet() {
        assertThatThrownBy(() -> bundle.add("b.js", "import { x } from './a.js';\n"))
                .hasMessage("b.js imports a.js, which is not there before it");
    }

    @Test
    void refusesAScriptThatWouldEndItsElement() {
        assertThatThrownBy(() -> bundle.add("a.js", "const text = '</SCRIPT>';\n"))
                .hasMessageContaining("a.js would end");
    }
}
