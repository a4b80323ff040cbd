package dev.parley.rehearsal.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a persona talks: which kinds of frame it draws from, how often, and with what habits.
///
/// @param weights by frame style; a style that is absent is not used
/// @param leads words it likes to begin a sentence with, with their comma
/// @param person a number of the persona that makes it prefer some frames over others
record Style(
        Map<String, Double> weights,
        List<String> leads,
        double leadRate,
        boolean contracts,
        double askRate,
        double contrariness,
        long person) {
    private static final List<String> SET_BY_TEXT_ONLY = List.of("terse", "long", "legal", "tech");
    private static final Map<String, Pattern> SIGNS = signs();
    private static final Pattern NEGATED = Pattern.compile(
            "\\b(?:no|not|never|avoids?|without|hates?|dislikes?|rarely|few|instead of|don't|do not)\\W+(?:\\w+\\W+){0,2}$");
    private static final Map<String, List<String>> LEADS = Map.ofEntries(
            Map.entry("plain", List.of("Well,", "As I see it,", "Then again,")),
            Map.entry("terse", List.of("Right,", "So,", "Plainly,")),
            Map.entry("long", List.of("If I may put it so,", "When all is said,", "To be fair to everyone,")),
            Map.entry("blunt", List.of("Look,", "Frankly,", "Come on,")),
            Map.entry("warm", List.of("Honestly,", "You know,", "From the heart,")),
            Map.entry("formal", List.of("With respect,", "Moreover,", "Accordingly,")),
            Map.entry("hedge", List.of("I suppose,", "In a way,", "Perhaps oddly,")),
            Map.entry("story", List.of("Mind you,", "As it happens,", "Believe me,")),
            Map.entry("numbers", List.of("On the numbers,", "Net,", "All told,")),
            Map.entry("metaphor", List.of("As it were,", "In a picture,", "Seen from above,")),
            Map.entry("joke", List.of("Seriously though,", "Against all odds,", "Brace yourselves,")),
            Map.entry("legal", List.of("For the record,", "Strictly speaking,", "In fairness,")),
            Map.entry("tech", List.of("In practice,", "Roughly,", "Under the hood,")),
            Map.entry("asks", List.of("Tell me if I am wrong:", "All the same,", "Still,")));

    Style {
        weights = Map.copyOf(weights);
        leads = List.copyOf(leads);
    }

    /// Reads the profile from the free text on how a persona speaks; its name fills what the text leaves open.
    static Style of(String name, String role, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        long person = Dice.mix(17, name);
        Dice dice = new Dice(person);
        Map<String, Double> weights = new TreeMap<>();
        for (Map.Entry<String, Pattern> sign : SIGNS.entrySet()) {
            int hits = hits(sign.getValue().matcher(lower), lower);
            if (hits > 0) {
                weights.put(sign.getKey(), 3.0 + Math.min(hits, 3));
            }
        }
        if (weights.containsKey("terse") && weights.containsKey("long")) {
            weights.remove(weights.get("terse") >= weights.get("long") ? "long" : "terse");
        }
        List<String> free = SIGNS.entrySet().stream()
                .filter(sign -> !SET_BY_TEXT_ONLY.contains(sign.getKey()))
                .filter(sign -> !sign.getValue().matcher(lower).find())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        while (weights.size() < 2 && !free.isEmpty()) {
            weights.putIfAbsent(dice.pick(free), weights.isEmpty() ? 4.0 : 1.5);
        }
        boolean chairs = role.matches("(?i).*(moderator|facilitator|host|interviewer|chair).*");
        weights.put("plain", 1.5);
        List<String> leads = weights.keySet().stream()
                .flatMap(style -> LEADS.getOrDefault(style, List.of()).stream())
                .filter(lead -> dice.chance(0.6))
                .toList();
        boolean stiff = weights.containsKey("formal") || weights.containsKey("legal") || weights.containsKey("long");
        return new Style(
                weights,
                leads,
                dice.between(4, 16) / 100.0,
                !stiff && dice.chance(0.75),
                chairs ? 0.9 : weights.containsKey("asks") ? 0.65 : 0.35,
                weights.containsKey("blunt") ? 0.6 : weights.containsKey("warm") ? 0.2 : 0.4,
                person);
    }

    private static int hits(Matcher matcher, String text) {
        int hits = 0;
        while (matcher.find()) {
            String before = text.substring(Math.max(0, matcher.start() - 40), matcher.start());
            hits += NEGATED.matcher(before).find() ? 0 : 1;
        }
        return hits;
    }

    private static Map<String, Pattern> signs() {
        Map<String, Pattern> signs = new TreeMap<>();
        signs.put(
                "terse",
                words(
                        "terse|short|brief\\w*|clipped|few words|laconic|concise|to the point|curt|fragment\\w*|economical|monosyllab\\w*|sparse|spare"));
        signs.put(
                "long",
                words(
                        "long|winding|rambl\\w*|elaborate|verbose|discursive|digress\\w*|meander\\w*|circles|lengthy|flowing|talkative|subordinate|eloquent"));
        signs.put(
                "blunt",
                words(
                        "blunt\\w*|direct|directly|plain-spoken|plainly|gruff|impatien\\w*|sharp|no-nonsense|frank\\w*|swears?|confront\\w*|rude|interrupts?|bristl\\w*|challeng\\w*|argumentative|stubborn|fierce\\w*|combative"));
        signs.put(
                "warm",
                words(
                        "warm\\w*|kind|kindly|gentle|gently|encourag\\w*|friendly|empath\\w*|patient|patiently|calm|calmly|sooth\\w*|caring|soft\\w*|reassur\\w*|compassion\\w*|thanks|generous|conciliat\\w*|cheerful\\w*"));
        signs.put(
                "formal",
                words(
                        "formal\\w*|polite\\w*|courteous\\w*|precise\\w*|measured|diploma\\w*|proper|academic|dignified|ceremon\\w*|old-fashioned|exact|reserved|correct|scholarly"));
        signs.put(
                "hedge",
                words(
                        "hedg\\w*|cautious\\w*|careful\\w*|qualif\\w*|on the one hand|uncertain\\w*|tentativ\\w*|probabl\\w*|probabilit\\w*|doubts?|caveats?|hesita\\w*|nuance\\w*|it depends"));
        signs.put(
                "story",
                words(
                        "story|stories|anecdotes?|tales?|remember\\w*|examples?|reminisc\\w*|memories|grandmother|grandfather|years ago|experience"));
        signs.put(
                "numbers",
                words(
                        "numbers?|figures?|data|statistic\\w*|percent\\w*|per cent|count\\w*|evidence|spreadsheets?|quantif\\w*|calculat\\w*|arithmetic|costs|estimates?"));
        signs.put(
                "metaphor",
                words(
                        "metaphors?|images?|comparisons?|poetic|analog\\w*|pictures?|simile|similes|imagery|lyrical|proverbs?|sea|weather"));
        signs.put(
                "joke",
                words(
                        "jok\\w*|wry\\w*|dry|humou?r\\w*|sarcas\\w*|ironic\\w*|irony|teas\\w*|wit|witty|puns?|funny|sardonic|deadpan|playful\\w*|mocks?"));
        signs.put(
                "legal",
                words(
                        "legal\\w*|law|clauses?|contracts?|statut\\w*|lawyer\\w*|attorney|precedents?|definitions?|defines?"));
        signs.put(
                "tech",
                words(
                        "technical\\w*|jargon|engineer\\w*|systems?|software|latency|trade terms|acronyms?|mechanis\\w*|failure modes?|shop talk"));
        signs.put(
                "asks",
                words("questions?|asks?|asking|socratic\\w*|curious\\w*|prob(?:es|ing)|inquir\\w*|inquisitive"));
        return signs;
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(?:" + alternatives + ")\\b");
    }
}
