package dev.parley.api;

import dev.parley.conversation.PlainText;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.conversation.StopRules;
import dev.parley.library.Library;
import dev.parley.model.ModelId;
import dev.parley.run.Repeats;
import dev.parley.run.RunRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What starts a run or asks for its estimate.
///
/// @param script an id of the library, or a whole script in YAML
/// @param mode `live` or `rehearsal`; an estimate needs none
/// @param models persona → model, where it differs from the script's
/// @param budgetUsd a decimal string or number
/// @param project what the run and its calls are booked on; `default` unless said
/// @param strategy a name of a routing strategy
/// @param turns after which it ends, where other than the script says
/// @param words that speakers are asked to stay under, where other than the script says
/// @param repeats how many runs, with seeds that count up; an estimate is always of one
/// @param variables values for the script's variables
public record RunBody(
        @Nullable String script,
        @Nullable String mode,
        @Nullable Map<String, String> models,
        @Nullable String budgetUsd,
        @Nullable String project,
        @Nullable String strategy,
        @Nullable Integer turns,
        @Nullable Integer words,
        @Nullable Long seed,
        @Nullable Integer repeats,
        @Nullable Map<String, String> variables) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final Set<String> STRATEGIES = Set.of("quality-first", "balanced", "budget", "local-first");
    private static final int LONGEST_VALUE = 2_000;

    /// What the caller should know of a request that is taken all the same.
    List<String> notes() {
        return strategy == null
                ? List.of()
                : List.of("strategy has no effect yet: every turn takes the model that was asked for");
    }

    Repeats forRuns(Library library, @Nullable String idempotencyKey) {
        int count = Fields.between("repeats", repeats == null ? 1 : repeats, 1, Repeats.MOST);
        return new Repeats(forRun(library, idempotencyKey), count);
    }

    RunRequest forEstimate(Library library) {
        return request(library, RunMode.REHEARSAL, null);
    }

    private RunRequest forRun(Library library, @Nullable String idempotencyKey) {
        var runMode = Fields.mode(Fields.required("mode", mode));
        return request(library, runMode, Fields.idempotencyKey(idempotencyKey));
    }

    private RunRequest request(Library library, RunMode runMode, @Nullable String idempotencyKey) {
        if (strategy != null && !STRATEGIES.contains(strategy)) {
            throw Problems.badField("strategy", "must be one of " + STRATEGIES + ", found " + strategy);
        }
        return new RunRequest(
                adjusted(wantedScript(library)),
                runMode,
                wantedModels(),
                budgetUsd == null ? null : Fields.positiveUsd("budgetUsd", budgetUsd),
                wantedProject(),
                idempotencyKey);
    }

    private String wantedProject() {
        var wanted = project == null ? RunRequest.DEFAULT_PROJECT : project;
        if (!RunRequest.PROJECT_NAME.matcher(wanted).matches()) {
            throw Problems.badField(
                    "project",
                    "must have 1 to 100 letters, digits, spaces, '-', '_' or '.', and no space at either end");
        }
        return wanted;
    }

    private Script wantedScript(Library library) {
        var text = Fields.required("script", script);
        if (ID.matcher(text).matches()) {
            var known = library.contents().scripts().get(text);
            if (known == null) {
                throw Problems.notFound("script: no script '" + text + "' in scripts/");
            }
            return known;
        }
        return switch (library.readScript(text)) {
            case Library.ReadScript.Read(var read) -> read;
            case Library.ReadScript.Broken(var problems) -> {
                var first = problems.getFirst();
                throw Problems.badFields(
                        "Bad script",
                        "script, line " + first.line() + ", " + first.field() + ": " + first.message(),
                        problems);
            }
        };
    }

    private Script adjusted(Script read) {
        var adjusted = read;
        if (turns != null) {
            adjusted =
                    adjusted.withStops(read.stops().withTurns(Fields.between("turns", turns, 1, StopRules.MOST_TURNS)));
        }
        if (words != null) {
            int asked = Fields.between("words", words, 1, Script.ReplyLimits.MOST_TOKENS);
            adjusted = adjusted.withReply(read.reply().withWords(asked));
        }
        if (seed != null) {
            adjusted = adjusted.withSeed(seed);
        }
        if (variables != null) {
            for (var entry : variables.entrySet()) {
                if (!read.variables().containsKey(entry.getKey())) {
                    throw Problems.badField(
                            "variables." + entry.getKey(),
                            "the script has the variables " + read.variables().keySet());
                }
                if (Fields.required("variables." + entry.getKey(), entry.getValue())
                                .length()
                        > LONGEST_VALUE) {
                    throw Problems.badField(
                            "variables." + entry.getKey(), "is longer than " + LONGEST_VALUE + " characters");
                }
                if (!PlainText.isFit(entry.getValue())) {
                    throw Problems.badField("variables." + entry.getKey(), "has a control character");
                }
            }
            adjusted = adjusted.withVariables(variables);
        }
        return adjusted;
    }

    private Map<String, ModelId> wantedModels() {
        var wanted = new HashMap<String, ModelId>();
        if (models != null) {
            models.forEach((persona, model) -> {
                var field = "models." + persona;
                wanted.put(persona, Fields.model(field, Fields.required(field, model)));
            });
        }
        return wanted;
    }
}
