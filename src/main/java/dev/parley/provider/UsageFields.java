package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tokens.Usage;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the counts of a raw usage object, strictly: whatever is missing or contradicts itself makes the whole usage
/// missing, never zero.
record UsageFields(JsonNode raw) {
    private static final long MOST_BELIEVED = 1_000_000_000_000L;
    private static final int LONGEST_RAW = 8_192;

    /// Why a usage cannot be read. It never leaves this type.
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }

    static ReportedUsage read(JsonNode raw, Function<UsageFields, Usage> reader) {
        var text = raw.toString();
        @Nullable String kept = text.length() > LONGEST_RAW ? null : text;
        try {
            var usage = reader.apply(new UsageFields(raw));
            return kept == null
                    ? new ReportedUsage.Missing("the usage is longer than " + LONGEST_RAW + " characters", null)
                    : new ReportedUsage.Reported(usage, kept);
        } catch (Unreadable e) {
            return new ReportedUsage.Missing(String.valueOf(e.getMessage()), kept);
        }
    }

    long required(String... path) {
        return optional(path).orElseThrow(() -> new Unreadable("no " + String.join(".", path)));
    }

    long orZero(String... path) {
        return optional(path).orElse(0);
    }

    /// Empty when the field is absent or null.
    OptionalLong optional(String... path) {
        var node = raw;
        for (var name : path) {
            if (!node.isObject() && !node.isNull() && !node.isMissingNode()) {
                throw new Unreadable("what holds " + name + " is no object");
            }
            node = node.path(name);
        }
        if (node.isMissingNode() || node.isNull()) {
            return OptionalLong.empty();
        }
        var name = String.join(".", path);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new Unreadable(name + " is no whole number");
        }
        long count = node.longValue();
        if (count < 0) {
            throw new Unreadable("negative " + name + ": " + count);
        }
        if (count > MOST_BELIEVED) {
            throw new Unreadable(name + " is beyond belief: " + count);
        }
        return OptionalLong.of(count);
    }

    /// What is left of `whole` without `part`.
    static long rest(String wholeName, long whole, String partName, long part) {
        if (part > whole) {
            throw contradiction(partName + " " + part + " exceeds " + wholeName + " " + whole);
        }
        return whole - part;
    }

    static void requireEqual(String name, long said, String otherName, long other) {
        if (said != other) {
            throw contradiction(name + " " + said + " is not " + otherName + " " + other);
        }
    }

    /// What the total does not hold, nobody counted. It may hold more: tools, or reasoning that stands beside.
    void requireWithinTotal(String total, long parts) {
        optional(total).ifPresent(whole -> rest(total, whole, "the sum of input and output", parts));
    }

    static RuntimeException contradiction(String reason) {
        return new Unreadable(reason);
    }
}
