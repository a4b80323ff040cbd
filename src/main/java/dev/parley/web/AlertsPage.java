package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.Alert;
import dev.parley.web.CostsPage.Choice;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What people should know of budgets.
///
/// @param older where older alerts are; empty when there are none
public record AlertsPage(
        List<Line> alerts, List<Choice> states, List<Choice> modes, View view, String older, List<FieldError> errors) {
    public AlertsPage {
        alerts = List.copyOf(alerts);
        states = List.copyOf(states);
        modes = List.copyOf(modes);
        errors = List.copyOf(errors);
    }

    /// Which alerts are shown, as the address carries it.
    ///
    /// @param mode null for both sides
    public record View(
            boolean all, @Nullable RunMode mode, @Nullable Long below) {
        String address() {
            return "/alerts?show=" + (all ? "all" : "open") + (mode == null ? "" : "&mode=" + mode.wireName())
                    + (below == null ? "" : "&below=" + below);
        }
    }

    /// @param acknowledged by whom and when; empty until then
    public record Line(
            long id,
            String level,
            String look,
            boolean rehearsal,
            String whose,
            String howLong,
            String when,
            String words,
            String acknowledged) {
        static Line of(Alert alert) {
            var by = alert.acknowledgedBy();
            return new Line(
                    alert.id(),
                    BudgetWords.level(alert.level()),
                    BudgetWords.look(alert.level()),
                    alert.mode() == RunMode.REHEARSAL,
                    BudgetWords.whose(alert.scope(), alert.subject()),
                    BudgetWords.howLong(alert.period()),
                    Figures.minute(alert.at()),
                    alert.words(),
                    by == null
                            ? ""
                            : by + ", "
                                    + Figures.minute(Objects.requireNonNullElse(alert.acknowledgedAt(), alert.at())));
        }
    }

    /// @param found one more than is shown where there are older ones
    static AlertsPage of(View view, List<Alert> found, int most, List<FieldError> errors) {
        var shown = found.stream().limit(most).toList();
        return new AlertsPage(
                shown.stream().map(Line::of).toList(),
                List.of(
                        new Choice("open", new View(false, view.mode, null).address(), !view.all),
                        new Choice("all", new View(true, view.mode, null).address(), view.all)),
                List.of(
                        mode("both", view, null),
                        mode("real money", view, RunMode.LIVE),
                        mode("play money", view, RunMode.REHEARSAL)),
                view,
                found.size() <= most
                        ? ""
                        : new View(view.all, view.mode, shown.getLast().id()).address(),
                errors);
    }

    private static Choice mode(String label, View view, @Nullable RunMode mode) {
        return new Choice(label, new View(view.all, mode, null).address(), view.mode == mode);
    }
}
