package dev.parley.rehearsal.voice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fills the slots of one frame: what the reply is about is given, the rest is drawn.
final class Slots {
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final List<String> SEASONS = List.of("spring", "summer", "autumn", "winter");
    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    static final Set<String> CALENDAR_WORDS = Set.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "spring",
            "summer",
            "autumn",
            "winter");

    private final Brief brief;
    private final Focus focus;
    private final Dice dice;
    private final Map<String, Phrase> drawn = new HashMap<>();

    Slots(Brief brief, Focus focus, Dice dice) {
        this.brief = brief;
        this.focus = focus;
        this.dice = dice;
    }

    @Nullable
    String value(String function, String argument) {
        if (function.equals("n")) {
            return number(argument);
        }
        Phrase phrase = drawn.get(argument);
        if (phrase == null) {
            phrase = phrase(argument);
            if (phrase == null) {
                return null;
            }
            if (!argument.equals("pct") && !argument.equals("sum")) {
                drawn.put(argument, phrase);
            }
        }
        boolean plural = phrase.plural();
        return switch (function) {
            case "" -> phrase.text();
            case "a" -> Words.withArticle(phrase.text());
            case "is" -> plural ? "are" : "is";
            case "has" -> plural ? "have" : "has";
            case "does" -> plural ? "do" : "does";
            case "s" -> plural ? "" : "s";
            case "es" -> plural ? "" : "es";
            case "ies" -> plural ? "y" : "ies";
            case "it" -> plural ? "they" : "it";
            case "them" -> plural ? "them" : "it";
            case "its" -> plural ? "their" : "its";
            default -> throw new IllegalArgumentException("unknown slot function: " + function);
        };
    }

    private @Nullable Phrase phrase(String argument) {
        return switch (argument) {
            case "name" -> one(focus.name());
            case "to" -> one(focus.to());
            case "role" -> one(brief.self().role());
            case "theirs" -> focus.theirs();
            case "asked" -> focus.asked();
            case "mine" -> focus.mine();
            case "issue" -> focus.issue();
            case "goal" -> one(focus.goal());
            case "quote" -> one(focus.quote());
            case "bio" -> one(focus.fact());
            case "phrase" -> one(brief.closing());
            case "people" -> new Phrase(dice.pick(brief.domain().people()), true);
            case "place" -> one(dice.pick(brief.domain().places()));
            case "record" -> Phrase.of(dice.pick(brief.domain().records()));
            case "image" -> one(dice.pick(brief.domain().images()));
            case "trouble" -> one(dice.pick(brief.domain().troubles()));
            case "pct" -> one(dice.between(13, 74) + " per cent");
            case "sum" -> one(brief.currency() + sum());
            case "month" -> one(dice.pick(MONTHS));
            case "day" -> one(dice.pick(DAYS));
            case "season" -> one(dice.pick(SEASONS));
            default -> throw new IllegalArgumentException("unknown slot: " + argument);
        };
    }

    private static @Nullable Phrase one(@Nullable String text) {
        return text == null || text.isBlank() ? null : new Phrase(text, false);
    }

    private String sum() {
        int hundreds = dice.between(12, 480);
        return hundreds < 10 ? hundreds + "00" : hundreds / 10 + "," + hundreds % 10 + "00";
    }

    private String number(String range) {
        int dash = range.indexOf('-');
        int value =
                dice.between(Integer.parseInt(range.substring(0, dash)), Integer.parseInt(range.substring(dash + 1)));
        return value < NUMBERS.size() ? NUMBERS.get(value) : Integer.toString(value);
    }
}
