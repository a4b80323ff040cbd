package dev.parley.planning.route;

import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import java.time.LocalDate;
import java.util.List;

/// The model that takes a turn, or why none does.
public sealed interface Route {
    /// @param why in words, for the decision log
    record Routed(ModelId asked, Model model, String why) implements Route {}

    /// @param why in words, naming the model
    record NoModel(ModelId asked, String why) implements Route {}

    /// Takes the model that was asked for, if its provider still serves it on `today`. A model that no price file names
    /// is asked all the same, with the abilities that every model has; its cost will be unpriced.
    static Route asAsked(ModelId asked, Catalogue catalogue, LocalDate today) {
        return to(asked, asked, "as asked", catalogue, today);
    }

    /// Takes the next model of a persona's list.
    ///
    /// @param passedOver why each model before it in the list did not take the turn
    static Route instead(ModelId next, ModelId asked, List<String> passedOver, Catalogue catalogue, LocalDate today) {
        return to(next, asked, String.join("; ", passedOver) + "; next in the persona's list", catalogue, today);
    }

    private static Route to(ModelId id, ModelId asked, String why, Catalogue catalogue, LocalDate today) {
        var model = catalogue.find(id).orElseGet(() -> Model.unlisted(id));
        return model.isServedOn(today)
                ? new Routed(asked, model, why)
                : new NoModel(asked, id + " is no longer served since " + model.endOfLife());
    }
}
