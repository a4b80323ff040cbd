package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.Dimension;
import dev.parley.ledger.Repricing;
import dev.parley.library.Contents;
import dev.parley.money.Usd;
import dev.parley.pricing.Repriced;
import dev.parley.tokens.TokenClass;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What calls cost, beside what they would have cost under other terms.
///
/// @param calls which calls, in words
/// @param terms under which they are priced again, in words
/// @param hidden the calls, as fields of the form
/// @param prices a price file's text, if one was given
/// @param refused why nothing is shown; empty when something is
/// @param notes what the sums leave out, in words
public record RepricePage(
        boolean rehearsal,
        String calls,
        String terms,
        List<CostsPage.Hidden> hidden,
        List<ModelChoice.Group> models,
        String onModel,
        String onDay,
        String knownOn,
        boolean batch,
        String prices,
        String refused,
        List<Row> rows,
        List<Row> classes,
        List<Row> total,
        List<String> notes,
        String back,
        List<FieldError> errors) {
    public RepricePage {
        hidden = List.copyOf(hidden);
        models = List.copyOf(models);
        rows = List.copyOf(rows);
        classes = List.copyOf(classes);
        total = List.copyOf(total);
        notes = List.copyOf(notes);
        errors = List.copyOf(errors);
    }

    /// @param change of the cost in per cent; empty where nothing was paid
    public record Row(String name, String calls, Amount before, Amount after, Amount difference, String change) {}

    static RepricePage of(RepriceQuestion question, Contents contents, Repricing.Answer answer, LocalDate today) {
        var terms = question.terms();
        var page = new Parts();
        switch (answer) {
            case Repricing.Answer.TooMany(long calls) ->
                page.refused = Figures.counted(calls, "call", "calls") + "; at most "
                        + Figures.count(Repricing.MOST_CALLS) + " are priced again at once. Choose fewer days.";
            case Repricing.Answer.Done(var result) -> page.fill(result);
        }
        var model = terms.model();
        var day = terms.day();
        var knownOn = question.knownOn();
        return new RepricePage(
                question.view().mode() == RunMode.REHEARSAL,
                question.calls(),
                terms.words(),
                hidden(question),
                ModelChoice.groups(contents, model == null ? List.of() : List.of(model), today),
                model == null ? "" : model.toString(),
                day == null ? "" : day.toString(),
                knownOn == null ? "" : knownOn.toString(),
                terms.batch(),
                question.prices(),
                page.refused,
                page.rows,
                page.classes,
                page.total,
                page.notes,
                question.isOneRun()
                        ? "/runs/" + question.view().only().get(Dimension.RUN)
                        : question.view().address(),
                question.errors());
    }

    private static final class Parts {
        private String refused = "";
        private final List<Row> rows = new ArrayList<>();
        private final List<Row> classes = new ArrayList<>();
        private final List<Row> total = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        private void fill(Repricing.Result result) {
            var all = result.total();
            if (all.calls() == 0) {
                refused = "There is no call to price again.";
                return;
            }
            for (var part : result.byPersona()) {
                rows.add(row(part.persona() == null ? "none (speaker choices)" : part.persona(), part.repriced()));
            }
            total.add(row("Together", all));
            for (var tokenClass : TokenClass.values()) {
                classes.add(row(tokenClass, all));
            }
            if (!all.assumedAfter().isZero()) {
                notes.add(all.assumedAfter().display() + " of it is at the price assumed for unknown models");
            }
            note(all.lost(), "call whose cost is known would be unknown", "calls whose cost is known would be unknown");
            note(
                    all.found(),
                    "call of unknown cost would have a known one",
                    "calls of unknown cost would have a known one");
            note(all.unknown(), "call is unknown either way", "calls are unknown either way");
        }

        private void note(long calls, String one, String many) {
            if (calls > 0) {
                notes.add(Figures.counted(calls, one, many) + ": not in these sums");
            }
        }
    }

    private static Row row(String name, Repriced repriced) {
        return row(name, Figures.count(repriced.calls()), repriced.usdBefore(), repriced.usdAfter());
    }

    private static Row row(TokenClass tokenClass, Repriced repriced) {
        return row(
                TokenBar.label(tokenClass),
                "",
                repriced.before().getOrDefault(tokenClass, Usd.ZERO),
                repriced.after().getOrDefault(tokenClass, Usd.ZERO));
    }

    private static Row row(String name, String calls, Usd before, Usd after) {
        var difference = after.minus(before);
        return new Row(
                name,
                calls,
                Amount.of(before),
                Amount.of(after),
                Amount.of(difference),
                before.isZero() ? "" : Figures.percent(difference.amount(), before.amount()));
    }

    private static List<CostsPage.Hidden> hidden(RepriceQuestion question) {
        var hidden = new ArrayList<CostsPage.Hidden>();
        hidden.add(new CostsPage.Hidden("mode", question.view().mode().wireName()));
        if (question.begin() != null) {
            hidden.add(new CostsPage.Hidden("from", question.begin().toString()));
        }
        if (question.end() != null) {
            hidden.add(new CostsPage.Hidden("to", question.end().toString()));
        }
        question.view()
                .only()
                .forEach((dimension, value) -> hidden.add(new CostsPage.Hidden(dimension.wireName(), value)));
        return hidden;
    }
}
