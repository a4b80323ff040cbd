package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Chooses what a reply is about: something the others brought up, and something of the persona's own.
final class Topics {
    private static final Pattern CLAUSE = Pattern.compile("[,;:.!?()\\n]|\\*\\*|\"|“|”| - | – |—");
    private static final Pattern PART_OF_MORE = Pattern.compile(
            "(?i)(?:still|already|never|also|often|always|just|so|what|who|whom|where|when|why|how|whether|if|is|are|was"
                    + "|were|would|will|can|cannot|could|should|does|do|did|has|have|not|must|needs?|then|than|to|of|as"
                    + "|for|with)\\b");
    private static final Pattern CUT_SHORT =
            Pattern.compile("(?i)\\b(?:not|to|of|the|an?|and|or|for|with|from|is|are|it|in|on|at|by)$");
    private static final int SHORTEST_QUOTE_WORDS = 4;
    private static final int LONGEST_QUOTE_WORDS = 10;

    private final Brief brief;
    private final Memory memory;
    private final Dice dice;
    private final Set<String> used = new HashSet<>();

    Topics(Brief brief, Memory memory, Dice dice) {
        this.brief = brief;
        this.memory = memory;
        this.dice = dice;
    }

    /// Something said in the text, rather new than worn, or null when the text names nothing.
    @Nullable
    Phrase heard(String text, @Nullable Phrase besides) {
        List<Phrase> candidates = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (Phrase known : brief.issues()) {
            if (lower.contains(known.key())) {
                candidates.add(known);
            }
        }
        for (Phrase known : brief.topics()) {
            if (lower.contains(known.key())) {
                candidates.add(known);
            }
        }
        int known = candidates.size();
        Nouns.in(text.replace("**", "")).stream().filter(Topics::safe).forEach(candidates::add);
        double[] weights = new double[candidates.size()];
        for (int i = 0; i < weights.length; i++) {
            Phrase phrase = candidates.get(i);
            boolean barred = besides != null && phrase.overlaps(besides)
                    || brief.cast().stream().anyMatch(person -> person.sharesWord(phrase.text()))
                    || partOfClosing(phrase);
            double worn = Math.pow(1 + memory.mentions(phrase.key()), 1.1) + (used.contains(phrase.key()) ? 8 : 0);
            weights[i] = barred ? 0 : content(phrase, i < known) / worn;
        }
        return chosen(candidates, weights);
    }

    /// What a question is about: the best its text has, however plain.
    @Nullable
    Phrase asked(String question) {
        Phrase telling = heard(question, null);
        if (telling != null) {
            return telling;
        }
        for (Phrase phrase : Nouns.in(question)) {
            if (!Words.scenery(phrase)
                    && !Domain.supplies(phrase.key())
                    && brief.cast().stream().noneMatch(person -> person.sharesWord(phrase.text()))
                    && !partOfClosing(phrase)) {
                used.add(phrase.key());
                return phrase;
            }
        }
        return null;
    }

    /// Something of the persona's own, rather one that was not spoken of yet.
    @Nullable
    Phrase own(@Nullable Phrase besides) {
        List<Phrase> candidates = brief.topics().isEmpty() ? brief.issues() : brief.topics();
        double[] weights = new double[candidates.size()];
        for (int i = 0; i < weights.length; i++) {
            Phrase phrase = candidates.get(i);
            boolean barred = besides != null && phrase.overlaps(besides) || used.contains(phrase.key());
            double rank = (Actors.include(phrase) ? 0.1 : 1.0) / (1 + i * 0.15);
            weights[i] = barred ? 0 : rank / Math.pow(1 + memory.mentions(phrase.key()), 1.5);
        }
        return chosen(candidates, weights);
    }

    @Nullable
    Phrase issue(@Nullable Phrase one, @Nullable Phrase two) {
        double[] weights = new double[brief.issues().size()];
        for (int i = 0; i < weights.length; i++) {
            Phrase phrase = brief.issues().get(i);
            boolean barred = one != null && phrase.overlaps(one) || two != null && phrase.overlaps(two);
            double worth = Actors.include(phrase) ? 0.1 : 1.0;
            weights[i] = barred ? 0 : worth / (1 + i * 0.1 + memory.mentions(phrase.key()));
        }
        return chosen(brief.issues(), weights);
    }

    /// A clause worth quoting: a few words with a verb's worth of content, without a name or an inner quotation.
    @Nullable
    String quote(String text) {
        List<String> clauses = new ArrayList<>();
        for (String clause : CLAUSE.split(text.contains("\"") ? text.replaceAll("\"[^\"]*\"", "\"") : text)) {
            String bare = clause.strip().replaceFirst("^(?:and|but|so|or) ", "");
            int words = Prose.words(bare);
            boolean named = brief.cast().stream().anyMatch(person -> person.namedIn(bare));
            boolean spoken = brief.closing() != null && Prose.normal(bare).contains(Prose.normal(brief.closing()));
            boolean own = bare.matches("(?i).*\\b(?:i|my|me|you|your|i'm|i'd|i'll|that|which)\\b.*|.*[\\[\\]{}].*");
            boolean starts = !PART_OF_MORE.matcher(bare).lookingAt();
            boolean ends = !CUT_SHORT.matcher(bare).find();
            boolean whole = starts
                    && ends
                    && bare.matches(
                            "(?i)(?:the |a |no |every |any |some |\\p{L}+s )?.*\\b(?:is|are|was|were|will|cannot|can|needs?|comes?|costs?|falls?|has|have|does|do|must|would|draw|go|say|find|goes|keeps?)\\b.*\\w{3,}");
            if (words >= SHORTEST_QUOTE_WORDS && words <= LONGEST_QUOTE_WORDS && !named && !spoken && !own && whole) {
                clauses.add(
                        Character.isUpperCase(bare.charAt(0)) && !bare.matches("\\p{Lu}\\S* \\p{Lu}.*|\\p{Lu}{2}.*")
                                ? Character.toLowerCase(bare.charAt(0)) + bare.substring(1)
                                : bare);
            }
        }
        return clauses.isEmpty() ? null : dice.pick(clauses);
    }

    @Nullable
    String goal() {
        List<String> fresh = brief.goals().stream()
                .filter(goal -> memory.mentions(goal) == 0)
                .toList();
        return fresh.isEmpty() ? null : dice.pick(fresh);
    }

    @Nullable
    String fact() {
        List<String> fresh = brief.facts().stream()
                .filter(fact -> memory.mentions(fact) == 0)
                .toList();
        return fresh.isEmpty() ? null : dice.pick(fresh);
    }

    private @Nullable Phrase chosen(List<Phrase> candidates, double[] weights) {
        double best = 0;
        for (double weight : weights) {
            best = Math.max(best, weight);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights[i] < best * 0.4 ? 0 : weights[i];
        }
        int index = dice.weighted(weights);
        if (index < 0) {
            return null;
        }
        used.add(candidates.get(index).key());
        return candidates.get(index);
    }

    private static double content(Phrase phrase, boolean known) {
        double telling = 0;
        for (String word : Prose.normal(phrase.key()).split(" ")) {
            telling += Frames.common(word) ? 0.25 : 1;
        }
        double worth = known ? telling + 0.8 : telling < 1 ? 0 : telling;
        return Actors.include(phrase) ? worth * (known ? 0.12 : 0.02) : worth;
    }

    /// Whether a phrase that only the last speaker used may be taken up: no lone word after an article, nothing of the
    /// scene, and nothing that a frame or a trade's word list brought along.
    private static boolean safe(Phrase phrase) {
        boolean lone = phrase.text().startsWith("the ") && !phrase.key().contains(" ");
        return !lone && !Actors.include(phrase) && !Words.scenery(phrase) && !Domain.supplies(phrase.key());
    }

    private boolean partOfClosing(Phrase phrase) {
        return brief.closing() != null && Prose.normal(brief.closing()).contains(phrase.key());
    }
}
