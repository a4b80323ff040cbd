package dev.parley.web;

import dev.parley.conversation.Script;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.library.Contents;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A script before its run: what it is, what may be chosen, and what that would cost.
///
/// @param everyModel null when no estimate could be made
/// @param source its file; null when it cannot be shown
public record ScriptPage(
        String id,
        String title,
        String kind,
        List<String> scenario,
        List<String> opening,
        List<Role> cast,
        List<ModelChoice.Group> models,
        int turns,
        int words,
        long seed,
        int repeats,
        String budget,
        String project,
        List<Variable> variables,
        String policy,
        List<String> stops,
        EstimatePanel panel,
        @Nullable EveryModel everyModel,
        @Nullable SourceFile source) {
    public ScriptPage {
        scenario = List.copyOf(scenario);
        opening = List.copyOf(opening);
        cast = List.copyOf(cast);
        models = List.copyOf(models);
        variables = List.copyOf(variables);
        stops = List.copyOf(stops);
    }

    /// A member of the cast.
    public record Role(String persona, String name, String role, String look, String model) {}

    /// A value that scenario and opening are filled with.
    public record Variable(String name, String value) {}

    static ScriptPage of(
            ScriptSetup setup,
            Contents contents,
            LocalDate day,
            EstimatePanel panel,
            @Nullable EveryModel everyModel,
            @Nullable SourceFile source) {
        var script = setup.chosen();
        var cast = new ArrayList<Role>();
        for (var member : script.cast()) {
            var persona = contents.personas().get(member.persona());
            var model = setup.modelOf(member.persona());
            cast.add(new Role(
                    member.persona(),
                    persona == null ? member.persona() : persona.name(),
                    persona == null ? "" : persona.role(),
                    look(cast.size()),
                    model == null ? "" : model.toString()));
        }
        var inUse = script.cast().stream()
                .map(member -> setup.modelOf(member.persona()))
                .filter(model -> model != null)
                .toList();
        var budget = setup.budget();
        return new ScriptPage(
                script.id(),
                script.title(),
                script.kind(),
                paragraphs(script.filledScenario()),
                paragraphs(script.filledOpening()),
                cast,
                ModelChoice.groups(contents, inUse, day),
                setup.turns(),
                setup.words(),
                setup.seed(),
                setup.repeats(),
                budget == null ? "" : budget.plain(),
                setup.project(),
                script.variables().entrySet().stream()
                        .map(entry -> new Variable(entry.getKey(), entry.getValue()))
                        .sorted(java.util.Comparator.comparing(Variable::name))
                        .toList(),
                policy(script.policy()),
                stops(script),
                panel,
                everyModel,
                source);
    }

    /// The colour of the cast's member number `place`, counted from 0.
    static String look(int place) {
        return "c" + Math.floorMod(place, 8);
    }

    static List<String> paragraphs(@Nullable String text) {
        return text == null
                ? List.of()
                : text.strip()
                        .lines()
                        .map(String::strip)
                        .collect(Paragraphs::new, Paragraphs::add, (_, _) -> {})
                        .done();
    }

    static String policy(SpeakerPolicy policy) {
        return switch (policy) {
            case SpeakerPolicy.RoundRobin _ -> "in the order of the cast";
            case SpeakerPolicy.SeededRandom _ -> "anybody but the last speaker, drawn from the seed";
            case SpeakerPolicy.AddressedNext _ -> "whoever is addressed; otherwise whoever has waited longest";
            case SpeakerPolicy.ModelSelected(var model) -> model + " reads along and names the next speaker (paid)";
        };
    }

    private static List<String> stops(Script script) {
        var words = new ArrayList<String>();
        var stops = script.stops();
        words.add(Figures.counted(stops.turns(), "turn", "turns"));
        if (stops.usd() != null) {
            words.add(stops.usd().display() + " spent");
        }
        if (stops.tokens() != null) {
            words.add(Figures.count(stops.tokens()) + " tokens");
        }
        if (stops.time() != null) {
            words.add(Figures.duration(stops.time()));
        }
        if (stops.phrase() != null) {
            words.add("“" + stops.phrase() + "” said");
        }
        return words;
    }

    /// Lines gathered between empty ones.
    private static final class Paragraphs {
        private final List<String> whole = new ArrayList<>();
        private final StringBuilder open = new StringBuilder();

        void add(String line) {
            if (line.isEmpty()) {
                close();
            } else {
                open.append(open.isEmpty() ? "" : " ").append(line);
            }
        }

        List<String> done() {
            close();
            return whole;
        }

        private void close() {
            if (!open.isEmpty()) {
                whole.add(open.toString());
                open.setLength(0);
            }
        }
    }
}
