package dev.parley.web;

import dev.parley.conversation.PlainText;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.conversation.StopRules;
import dev.parley.library.Contents;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.run.Repeats;
import dev.parley.run.RunRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody chose on a script's page, as its form and its address carry it: `turns`, `words`, `seed`, `repeats`,
/// `budget`, `project`, `model.<persona>` and `var.<name>`. What is left out or cannot be used stays as the script has
/// it.
///
/// @param words that speakers are asked to stay under
/// @param repeats how many runs, with seeds that count up
/// @param usualModels what each persona speaks through unless chosen otherwise
/// @param project what the run is booked on
/// @param models only where another model was chosen
/// @param variables only where another value was given
/// @param errors what could not be used, in words
public record ScriptSetup(
        Script script,
        int turns,
        int words,
        long seed,
        int repeats,
        @Nullable Usd budget,
        String project,
        Map<String, ModelId> usualModels,
        Map<String, ModelId> models,
        Map<String, String> variables,
        List<FieldError> errors) {
    private static final int LONGEST_VARIABLE = 2_000;
    private static final Pattern AMOUNT = Pattern.compile("\\$?\\s*(\\d{1,7}(?:\\.\\d{1,12})?)");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    public ScriptSetup {
        usualModels = Map.copyOf(usualModels);
        models = Map.copyOf(models);
        variables = Map.copyOf(variables);
        errors = List.copyOf(errors);
    }

    static ScriptSetup of(Script script, Contents contents, MultivaluedMap<String, String> fields) {
        var errors = new ArrayList<FieldError>();
        var usual = new LinkedHashMap<String, ModelId>();
        var models = new LinkedHashMap<String, ModelId>();
        for (var member : script.cast()) {
            var persona = contents.personas().get(member.persona());
            var own = member.model() != null ? member.model() : persona == null ? null : persona.model();
            if (own != null) {
                usual.put(member.persona(), own);
            }
            var chosen = FormFields.model(
                    fields.getFirst("model." + member.persona()), "Model of " + member.persona(), errors);
            if (chosen != null && !chosen.equals(own)) {
                models.put(member.persona(), chosen);
            }
        }
        var variables = new TreeMap<String, String>();
        script.variables().forEach((name, usualValue) -> {
            var value = fields.getFirst("var." + name);
            if (value != null && value.length() > LONGEST_VARIABLE) {
                errors.add(new FieldError(name, "at most " + LONGEST_VARIABLE + " characters"));
            } else if (value != null && !PlainText.isFit(value)) {
                errors.add(new FieldError(name, "no control characters"));
            } else if (value != null && !value.equals(usualValue)) {
                variables.put(name, value);
            }
        });
        long turns = whole(fields.getFirst("turns"), "Turns", script.stops().turns(), errors);
        if (turns < 1 || turns > StopRules.MOST_TURNS) {
            errors.add(new FieldError("Turns", "from 1 to " + StopRules.MOST_TURNS + ", not " + turns));
            turns = script.stops().turns();
        }
        long words = whole(fields.getFirst("words"), "Words", script.reply().words(), errors);
        if (words < 1 || words > Script.ReplyLimits.MOST_TOKENS) {
            errors.add(new FieldError("Words", "from 1 to " + Script.ReplyLimits.MOST_TOKENS + ", not " + words));
            words = script.reply().words();
        }
        long seed = whole(fields.getFirst("seed"), "Seed", script.seed(), errors);
        long repeats = whole(fields.getFirst("repeats"), "Repeats", 1, errors);
        if (repeats < 1 || repeats > Repeats.MOST) {
            errors.add(new FieldError("Repeats", "from 1 to " + Repeats.MOST + ", not " + repeats));
            repeats = 1;
        }
        var budget = amount(fields.getFirst("budget"), errors);
        var project = project(fields.getFirst("project"), errors);
        return new ScriptSetup(
                script,
                (int) turns,
                (int) words,
                seed,
                (int) repeats,
                budget,
                project,
                usual,
                models,
                variables,
                errors);
    }

    /// The script with turns, seed and variables as chosen.
    Script chosen() {
        return script.withStops(script.stops().withTurns(turns))
                .withReply(script.reply().withWords(words))
                .withSeed(seed)
                .withVariables(variables);
    }

    RunRequest request(RunMode mode, @Nullable String idempotencyKey) {
        return new RunRequest(chosen(), mode, models, budget, project, idempotencyKey);
    }

    /// The model of a persona as chosen; null when neither anybody nor a file names one.
    @Nullable
    ModelId modelOf(String persona) {
        return models.containsKey(persona) ? models.get(persona) : usualModels.get(persona);
    }

    ScriptSetup withTurns(int others) {
        return new ScriptSetup(
                script, others, words, seed, repeats, budget, project, usualModels, models, variables, errors);
    }

    ScriptSetup withWords(int others) {
        return new ScriptSetup(
                script, turns, others, seed, repeats, budget, project, usualModels, models, variables, errors);
    }

    ScriptSetup withModel(String persona, ModelId model) {
        var others = new LinkedHashMap<>(models);
        others.put(persona, model);
        return withModels(others);
    }

    ScriptSetup withEverybodyOn(ModelId model) {
        var all = new LinkedHashMap<String, ModelId>();
        usualModels.forEach((persona, usual) -> {
            if (!usual.equals(model)) {
                all.put(persona, model);
            }
        });
        return withModels(all);
    }

    private ScriptSetup withModels(Map<String, ModelId> others) {
        return new ScriptSetup(
                script, turns, words, seed, repeats, budget, project, usualModels, others, variables, errors);
    }

    /// Where a page with these choices is found. It names only what differs from the script.
    String address() {
        var query = new StringBuilder();
        if (turns != script.stops().turns()) {
            append(query, "turns", Integer.toString(turns));
        }
        if (words != script.reply().words()) {
            append(query, "words", Integer.toString(words));
        }
        if (seed != script.seed()) {
            append(query, "seed", Long.toString(seed));
        }
        if (repeats != 1) {
            append(query, "repeats", Integer.toString(repeats));
        }
        if (budget != null) {
            append(query, "budget", budget.plain());
        }
        if (!project.equals(RunRequest.DEFAULT_PROJECT)) {
            append(query, "project", project);
        }
        new TreeMap<>(models).forEach((persona, model) -> append(query, "model." + persona, model.toString()));
        new TreeMap<>(variables).forEach((name, value) -> append(query, "var." + name, value));
        return "/scripts/" + encoded(script.id()) + query;
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value).replace("%2F", "/"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String project(@Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return RunRequest.DEFAULT_PROJECT;
        }
        if (!RunRequest.PROJECT_NAME.matcher(text.strip()).matches()) {
            errors.add(new FieldError("Project", "letters, digits, spaces, and - _ . within, at most 100 characters"));
            return RunRequest.DEFAULT_PROJECT;
        }
        return text.strip();
    }

    private static long whole(@Nullable String text, String label, long usual, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        if (!WHOLE.matcher(text.strip()).matches()) {
            errors.add(new FieldError(label, "a whole number such as " + usual));
            return usual;
        }
        return Long.parseLong(text.strip());
    }

    private static @Nullable Usd amount(@Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var matcher = AMOUNT.matcher(text.strip());
        if (!matcher.matches()) {
            errors.add(new FieldError("Budget", "a plain amount in dollars such as 0.05"));
            return null;
        }
        var budget = Usd.of(matcher.group(1));
        if (budget.isZero()) {
            errors.add(new FieldError("Budget", "more than nothing; leave it empty for no limit of its own"));
            return null;
        }
        return budget;
    }
}
