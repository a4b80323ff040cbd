package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a persona's system text. Every part but the first line may be absent.
final class BriefReader {
    private static final Pattern WHO = Pattern.compile(
            "^\\s*You are (\\p{Lu}[^,.\\n]{0,60}(?:\\. \\p{Lu}[^,.\\n]{0,50})?)(?:,\\s*([^.\\n]{1,80}))?\\.?");
    private static final Pattern HEADER = Pattern.compile(
            "^(How you speak|What you want|You care and know about|Scenario|In this conversation):\\s*(.*)$");
    private static final Pattern MEMBER = Pattern.compile("\\s*([^(]{1,60}?)\\s*\\(([^)]*)\\)[,.;]?");
    private static final Pattern CLOSING = Pattern.compile(
            "(?i)\\b(?:say|says|saying|said|words?|phrase|with|sentence|announces?|declares?)\\b[^\"“”\\n.]{0,40}[\"“]([^\"“”\\n]{3,60}?)[.!]?[\"”]");
    private static final int ENOUGH_TOPICS = 3;
    private static final int MOST_FACTS = 40;
    private static final int LONGEST_TEXT_CHARS = 40_000;

    private BriefReader() {}

    static @Nullable Brief read(String system) {
        String text = system.length() > LONGEST_TEXT_CHARS ? system.substring(0, LONGEST_TEXT_CHARS) : system;
        Matcher who = WHO.matcher(text);
        if (!who.lookingAt()) {
            return null;
        }
        String role = role(who.group(2));
        Person self = new Person(who.group(1).strip(), role);
        Map<String, String> parts = parts(text.substring(who.end()));
        String bio = parts.getOrDefault("", "");
        String scenario = parts.getOrDefault("Scenario", "");
        List<Person> cast = cast(parts.getOrDefault("In this conversation", ""), self);
        String closing = closing(scenario + "\n" + parts.getOrDefault("What you want", ""));
        List<String> goals = goals(parts.getOrDefault("What you want", ""));
        String speech = parts.getOrDefault("How you speak", "");
        String topicLine = parts.getOrDefault("You care and know about", "");
        Domain domain = Domain.of(role, bio + " " + topicLine);
        return new Brief(
                self,
                Style.of(self.name(), role, speech),
                domain,
                clean(topics(topicLine, goals, bio, domain), cast, closing),
                clean(issues(scenario), cast, closing),
                goals,
                Facts.of(self, bio, MOST_FACTS),
                cast,
                closing,
                text.contains("€") || text.contains("euro") ? "€" : text.contains("£") ? "£" : "$");
    }

    static @Nullable String closing(String text) {
        Matcher matcher = CLOSING.matcher(text);
        return matcher.find() ? matcher.group(1).strip() : null;
    }

    private static String role(@Nullable String found) {
        if (found == null || found.isBlank()) {
            return "";
        }
        String role = found.strip().replaceFirst("(?i)^(?:an?|the) ", "");
        boolean acronym = role.length() > 1 && Character.isUpperCase(role.charAt(1));
        return acronym ? role : Character.toLowerCase(role.charAt(0)) + role.substring(1);
    }

    private static Map<String, String> parts(String text) {
        Map<String, StringBuilder> parts = new LinkedHashMap<>();
        String current = "";
        for (String line : text.lines().toList()) {
            Matcher header = HEADER.matcher(line.strip());
            if (header.matches()) {
                current = header.group(1);
                line = header.group(2);
            } else if (line.startsWith("You speak only as ")) {
                current = "rules";
            }
            parts.computeIfAbsent(current, name -> new StringBuilder())
                    .append(line)
                    .append('\n');
        }
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((name, part) -> texts.put(name, part.toString().strip()));
        return texts;
    }

    private static List<Person> cast(String line, Person self) {
        List<Person> cast = new ArrayList<>();
        Matcher member = MEMBER.matcher(line.replaceFirst("\\n.*", ""));
        while (member.find()) {
            String name = member.group(1).strip();
            cast.add(
                    name.equals(self.name())
                            ? self
                            : new Person(name, member.group(2).strip()));
        }
        if (cast.isEmpty() && !line.isBlank()) {
            for (String name : line.replaceFirst("\\.\\s*$", "").split(",|;| and ")) {
                if (!name.isBlank()) {
                    cast.add(name.strip().equals(self.name()) ? self : new Person(name.strip(), ""));
                }
            }
        }
        if (!cast.contains(self)) {
            cast.add(self);
        }
        return cast;
    }

    private static List<String> goals(String text) {
        List<String> goals = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String goal = line.strip()
                    .replaceFirst("^(?:[-*•]|\\d+[.)])\\s*", "")
                    .replaceFirst("(?i)^(?:you want |you would like |i want )?to ", "")
                    .replaceFirst("[.;!]+$", "")
                    .replaceFirst("[.;:(].*$", "")
                    .replaceAll("(?i)\\byourself\\b", "myself")
                    .replaceAll("(?i)\\byour\\b", "my")
                    .replaceAll("(?i)\\byou are\\b", "I am")
                    .replaceAll("(?i)\\byou\\b", "I")
                    .strip();
            String first = goal.replaceFirst("\\W.*", "").toLowerCase(Locale.ROOT);
            boolean infinitive = !Words.stop(first) && !first.endsWith("ing") && !Words.plural(first);
            if (infinitive && !goal.contains("\"") && Prose.words(goal) >= 2 && Prose.words(goal) <= 18) {
                goals.add(Character.toLowerCase(goal.charAt(0)) + goal.substring(1));
            }
        }
        return goals;
    }

    private static List<Phrase> topics(String line, List<String> goals, String bio, Domain domain) {
        Map<String, Phrase> topics = new LinkedHashMap<>();
        TopicLine.read(line).forEach(topic -> topics.put(topic.key(), topic));
        for (String goal : goals) {
            addTelling(Nouns.in("To " + goal + "."), topics);
        }
        if (topics.size() < ENOUGH_TOPICS) {
            addTelling(Nouns.in(bio), topics);
        }
        if (topics.size() < ENOUGH_TOPICS) {
            domain.records().forEach(thing -> topics.putIfAbsent(thing, Phrase.of(thing)));
        }
        return new ArrayList<>(topics.values());
    }

    private static List<Phrase> issues(String scenario) {
        return Nouns.in(scenario).stream()
                .filter(phrase -> !Words.scenery(phrase))
                .toList();
    }

    private static void addTelling(List<Phrase> phrases, Map<String, Phrase> into) {
        for (Phrase phrase : phrases) {
            boolean telling = false;
            for (String word : Prose.normal(phrase.key()).split(" ")) {
                telling |= !Frames.common(word);
            }
            if (telling) {
                into.putIfAbsent(phrase.key(), phrase);
            }
        }
    }

    private static List<Phrase> clean(List<Phrase> phrases, List<Person> cast, @Nullable String closing) {
        return phrases.stream()
                .filter(phrase -> cast.stream().noneMatch(person -> person.sharesWord(phrase.text())))
                .filter(phrase -> closing == null || !Prose.normal(closing).contains(phrase.key()))
                .toList();
    }
}
