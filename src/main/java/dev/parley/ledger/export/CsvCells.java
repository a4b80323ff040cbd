package dev.parley.ledger.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.regex.Pattern;

/// Keeps text from being taken for a formula by a spreadsheet.
public final class CsvCells {
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private CsvCells() {}

    /// The text, with an apostrophe before it when it begins like a formula; numbers stay as they are.
    public static String safe(String text) {
        boolean beginsAFormula = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return beginsAFormula && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    /// For a mapper that writes CSV: every text goes through `safe`.
    public static Module module() {
        return new SimpleModule().addSerializer(String.class, new SafeText());
    }

    private static final class SafeText extends StdScalarSerializer<String> {
        private static final long serialVersionUID = 1;

        SafeText() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(safe(text));
        }
    }
}
