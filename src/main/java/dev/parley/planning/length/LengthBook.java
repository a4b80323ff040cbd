package dev.parley.planning.length;

import dev.parley.model.ModelId;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.length.LengthTable.Weighted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What finished runs teach about lengths. A persona's own messages through the model in the family count most; where
/// they are few, the broader groups do: the persona at all, the model, the family, and in the end what is taken before
/// anything is known.
///
/// Runs count the more the more alike their cast is: in a crowd people make speeches, in pairs they talk. What was said
/// where a script asked for longer or shorter replies is taken to be longer or shorter by as much, and counts for less.
public final class LengthBook {
    public static final LengthBook EMPTY = new LengthBook(List.of());

    /// A group with this many messages counts as much as everything broader together.
    private static final double HALF_TRUSTED = 30;

    /// What is not known of anybody's lengths before the first run, as a standard deviation of the logarithm.
    private static final double FIRST_DOUBT = 0.35;

    /// How much a run of the persona takes of that doubt: less than all that it could, since what lasted through that
    /// run need not last through the next one. Runs of others take a little less.
    private static final double OWN_RUN_TAUGHT = 0.6;

    private static final double RUN_TAUGHT = 0.5;

    private static final double PRIOR_SPREAD = 0.45;
    private static final double ALIKE = 0.35;
    private static final double ASKED_ALIKE = 0.7;

    private final Map<Group, Heard> groups = new HashMap<>();
    private final double runShare;
    private final Map<String, RunCourse> courses = new HashMap<>();

    private LengthBook(List<Said> said) {
        var shortestFirst =
                said.stream().sorted(Comparator.comparingDouble(Said::visible)).toList();
        for (var one : shortestFirst) {
            for (var level : Reply.Basis.values()) {
                var group = group(level, one.persona(), one.model(), one.family());
                if (group != null) {
                    groups.computeIfAbsent(group, _ -> new Heard()).add(one);
                }
            }
        }
        this.runShare = RunShare.of(said);
        var byFamily = said.stream().collect(Collectors.groupingBy(Said::family));
        byFamily.forEach((family, own) -> courses.put(family, RunCourse.of(own)));
    }

    public static LengthBook of(Collection<Said> said) {
        return new LengthBook(List.copyOf(said));
    }

    /// Whether nothing has been learned yet.
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /// For a run of the family with so many personas.
    public RunLengths forRun(String family, int castSize) {
        return new RunLengths(this, family, castSize);
    }

    /// Those whose messages are taken together; null where nobody's are.
    static @Nullable Group group(Reply.Basis level, String persona, ModelId model, String family) {
        return switch (level) {
            case PERSONA_ON_MODEL -> new Group(persona, model, family);
            case PERSONA -> new Group(persona, null, null);
            case MODEL -> new Group(null, model, null);
            case FAMILY -> new Group(null, null, family);
            case PRIOR -> null;
        };
    }

    /// What is taken together; null stands for anything.
    record Group(
            @Nullable String persona,
            @Nullable ModelId model,
            @Nullable String family) {}

    @Nullable
    Heard heard(@Nullable Group group) {
        return group == null ? null : groups.get(group);
    }

    /// Which part of the variance of lengths whole runs have in common, 0 to 1: a long-winded run stays long-winded.
    public double runShare() {
        return runShare;
    }

    /// How runs of the family go from their beginning to their end.
    RunCourse course(String family) {
        return courses.getOrDefault(family, RunCourse.UNKNOWN);
    }

    /// How alike two casts are, 0 to 1.
    public static double likeness(int castSize, int otherCastSize) {
        return likeness(castSize, otherCastSize, ALIKE);
    }

    private static double likeness(double one, double other, double width) {
        double apart = (Math.log(one) - Math.log(other)) / width;
        return Math.exp(-apart * apart / 2);
    }

    /// @param levels what each group that has anything to teach says, for casts of the size in question
    /// @param prior what script and limits say of a reply before anything was learned
    /// @param reasons whether the model thinks before it speaks
    static Reply blended(Map<Reply.Basis, Lesson> levels, ReplyLength prior, boolean reasons) {
        var table = LengthTable.logNormal(prior.likelyTokens(), PRIOR_SPREAD, prior.mostTokens());
        double reasoning = reasons ? 1 : 0;
        double trusted = 0;
        for (var level : List.of(Reply.Basis.values()).reversed()) {
            var lesson = levels.get(level);
            if (lesson != null && lesson.weight > 0) {
                double share = lesson.weight / (lesson.weight + HALF_TRUSTED);
                table = lesson.lengths.blendedWith(table, share);
                // How much a model thinks, others do not tell.
                if (level == Reply.Basis.PERSONA_ON_MODEL || level == Reply.Basis.MODEL) {
                    reasoning = share * lesson.reasoningPerVisible + (1 - share) * reasoning;
                }
                boolean isOfPersona = level.compareTo(Reply.Basis.PERSONA) <= 0;
                trusted = Math.max(trusted, lesson.alikeRuns * (isOfPersona ? OWN_RUN_TAUGHT : RUN_TAUGHT));
            }
        }
        var basis = levels.keySet().stream().sorted().findFirst().orElse(Reply.Basis.PRIOR);
        var narrowest = levels.get(basis);
        return new Reply(
                table, reasoning, FIRST_DOUBT / Math.sqrt(1 + trusted), narrowest == null ? 0 : narrowest.runs, basis);
    }

    /// What a group teaches about casts of one size.
    ///
    /// @param weight how many messages it counts as
    /// @param alikeRuns how many runs
    /// @param runs how many there were, alike or not
    record Lesson(LengthTable lengths, double weight, double reasoningPerVisible, double alikeRuns, int runs) {}

    /// The messages of a group, shortest first.
    static final class Heard {
        private final List<Said> said = new ArrayList<>();
        private final Set<String> runs = new HashSet<>();

        private void add(Said one) {
            said.add(one);
            runs.add(one.run());
        }

        /// @param asked tokens that a script asks for
        Lesson lesson(int castSize, double asked) {
            var lengths = new ArrayList<Weighted>(said.size());
            var likeness = new HashMap<Terms, Double>();
            double weight = 0;
            double visible = 0;
            double reasoning = 0;
            Terms terms = null;
            double alike = 0;
            for (var one : said) {
                // Most messages were said under the same terms as the one before.
                if (terms == null || terms.castSize != one.castSize() || terms.asked != one.asked()) {
                    terms = new Terms(one.castSize(), one.asked());
                    alike = likeness.computeIfAbsent(
                            terms,
                            other -> likeness(castSize, other.castSize) * likeness(asked, other.asked, ASKED_ALIKE));
                }
                double length = one.visible() * asked / one.asked();
                lengths.add(new Weighted(length, alike));
                weight += alike;
                // Asked for fewer words a model says less, and thinks as much as before.
                visible += alike * length;
                reasoning += alike * one.reasoning();
            }
            if (likeness.keySet().stream().mapToDouble(Terms::asked).distinct().count() > 1) {
                lengths.sort(Comparator.comparingDouble(Weighted::length));
            }
            return new Lesson(
                    LengthTable.of(lengths),
                    weight,
                    visible > 0 ? reasoning / visible : 0,
                    runs.size() * weight / said.size(),
                    runs.size());
        }
    }

    /// What a message was said under.
    private record Terms(int castSize, double asked) {}
}
