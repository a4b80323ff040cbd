package dev.parley.planning.length;

import dev.parley.model.ModelId;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.length.LengthTable.Weighted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What finished runs teach about lengths. A persona's own messages through the model in the family count most; where
/// they are few, the broader groups do: the persona at all, the model, the family, and in the end what is taken before
/// anything is known.
///
/// Runs count the more the more alike their cast is: in a crowd people make speeches, in pairs they talk.
public final class LengthBook {
    public static final LengthBook EMPTY = new LengthBook(List.of());

    /// A group with this many messages counts as much as everything broader together.
    private static final double HALF_TRUSTED = 30;

    /// What is not known of anybody's lengths before the first run, as a standard deviation of the logarithm.
    private static final double FIRST_DOUBT = 0.35;

    private static final double PRIOR_SPREAD = 0.45;
    private static final double ALIKE = 0.35;

    private final List<Said> said;
    private final Set<ModelId> heard;
    private final double runShare;

    private LengthBook(List<Said> said) {
        this.said =
                said.stream().sorted(Comparator.comparingDouble(Said::visible)).toList();
        this.heard = said.stream().map(Said::model).collect(Collectors.toUnmodifiableSet());
        this.runShare = RunShare.of(said);
    }

    public static LengthBook of(Collection<Said> said) {
        return new LengthBook(List.copyOf(said));
    }

    /// Whether nothing has been learned yet.
    public boolean isEmpty() {
        return said.isEmpty();
    }

    /// For a run of the family with so many personas.
    public RunLengths forRun(String family, int castSize) {
        return new RunLengths(this, family, castSize, 1);
    }

    boolean hasHeard(ModelId model) {
        return heard.contains(model);
    }

    /// Which part of the variance of lengths whole runs have in common, 0 to 1: a long-winded run stays long-winded.
    public double runShare() {
        return runShare;
    }

    /// How alike two casts are, 0 to 1.
    public static double likeness(int castSize, int otherCastSize) {
        double apart = (Math.log(castSize) - Math.log(otherCastSize)) / ALIKE;
        return Math.exp(-apart * apart / 2);
    }

    /// @param prior what script and limits say of a reply before anything was learned
    /// @param reasons whether the model thinks before it speaks
    Reply reply(String persona, ModelId model, String family, int castSize, ReplyLength prior, boolean reasons) {
        var groups = new EnumMap<Reply.Basis, Group>(Reply.Basis.class);
        for (var one : said) {
            double weight = likeness(castSize, one.castSize());
            boolean isPersona = one.persona().equals(persona);
            boolean isModel = one.model().equals(model);
            boolean isFamily = one.family().equals(family);
            if (isPersona && isModel && isFamily) {
                group(groups, Reply.Basis.PERSONA_ON_MODEL).add(one, weight);
            }
            if (isPersona) {
                group(groups, Reply.Basis.PERSONA).add(one, weight);
            }
            if (isModel) {
                group(groups, Reply.Basis.MODEL).add(one, weight);
            }
            if (isFamily) {
                group(groups, Reply.Basis.FAMILY).add(one, weight);
            }
        }
        return blended(groups, prior, reasons);
    }

    private static Group group(Map<Reply.Basis, Group> groups, Reply.Basis basis) {
        return groups.computeIfAbsent(basis, _ -> new Group());
    }

    private static Reply blended(Map<Reply.Basis, Group> groups, ReplyLength prior, boolean reasons) {
        var table = LengthTable.logNormal(prior.likelyTokens(), PRIOR_SPREAD, prior.mostTokens());
        double reasoning = reasons ? 1 : 0;
        double trusted = 0;
        var basis = Reply.Basis.PRIOR;
        for (var level : Reply.Basis.values()) {
            if (groups.containsKey(level)) {
                basis = level;
                break;
            }
        }
        for (var level : List.of(Reply.Basis.values()).reversed()) {
            var group = groups.get(level);
            if (group != null && group.weight > 0) {
                double share = group.weight / (group.weight + HALF_TRUSTED);
                table = LengthTable.of(group.lengths).blendedWith(table, share);
                reasoning = share * group.reasoningPerVisible() + (1 - share) * reasoning;
                double alike = group.runs.size() * group.weight / group.lengths.size();
                trusted = Math.max(trusted, alike * (level.compareTo(Reply.Basis.PERSONA) <= 0 ? 1 : 0.5));
            }
        }
        int runs = basis == Reply.Basis.PRIOR
                ? 0
                : java.util.Objects.requireNonNull(groups.get(basis)).runs.size();
        return new Reply(table, reasoning, FIRST_DOUBT / Math.sqrt(1 + 2 * trusted), runs, basis);
    }

    /// Messages that are taken together; they come shortest first.
    private static final class Group {
        private final List<Weighted> lengths = new ArrayList<>();
        private final HashSet<String> runs = new HashSet<>();
        private double weight;
        private double visible;
        private double reasoning;

        void add(Said one, double likeness) {
            lengths.add(new Weighted(one.visible(), likeness));
            runs.add(one.run());
            weight += likeness;
            visible += likeness * one.visible();
            reasoning += likeness * one.reasoning();
        }

        double reasoningPerVisible() {
            return visible > 0 ? reasoning / visible : 0;
        }
    }
}
