package dev.parley.planning.route;

import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import java.time.LocalDate;

/// The model that takes a turn, or why none does.
public sealed interface Route {
    /// @param why in words, for the decision log
    record Routed(ModelId asked, Model model, String why) implements Route {}

    /// @param why in words, naming the model
    record NoModel(ModelId asked, String why) implements Route {}

    /// Takes the model that was asked for, if its provider still serves it on `today`. A model that no price file names
    /// is asked all the same, with the abilities that every model has; its cost will be unpriced.
    static Route asAsked(ModelId asked, Catalogue catalogue, LocalDate today) {
        var model = catalogue.find(asked).orElseGet(() -> Model.unlisted(asked));
        return model.isServedOn(today)
                ? new Routed(asked, model, "as asked")
                : new NoModel(asked, asked + " is no longer served since " + model.endOfLife());
    }
}
