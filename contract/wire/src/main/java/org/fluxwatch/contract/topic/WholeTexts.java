package org.fluxwatch.contract.topic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/// Refuses texts that hold half of a letter beyond U+FFFF: Jackson reads them and cannot write them.
final class WholeTexts extends SimpleModule {
    private static final long serialVersionUID = 1;

    WholeTexts() {
        super("whole-texts");
        addDeserializer(String.class, new Texts());
        addKeyDeserializer(String.class, new Names());
    }

    private static boolean isWhole(String text) {
        int i = 0;
        while (i < text.length()) {
            final int letter = text.codePointAt(i);
            if (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE) return false;
            i += Character.charCount(letter);
        }
        return true;
    }

    private static final class Texts extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        Texts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            final String text = StringDeserializer.instance.deserialize(parser, context);
            return text == null || isWhole(text)
                    ? text
                    : (String) context.handleWeirdStringValue(String.class, "...", "holds half of a letter");
        }
    }

    private static final class Names extends KeyDeserializer {
        @Override
        public Object deserializeKey(String name, DeserializationContext context) throws IOException {
            return isWhole(name) ? name : context.handleWeirdKey(String.class, "...", "holds half of a letter");
        }
    }
}
