package dev.parley.web;

import dev.parley.library.Contents;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.CostTier;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A model as a selector offers it.
///
/// @param id as in `anthropic/claude-sonnet-5`
/// @param label name, tier and price
public record ModelChoice(String id, String label) {
    /// The models of one provider.
    public record Group(String provider, List<ModelChoice> choices) {
        public Group {
            choices = List.copyOf(choices);
        }
    }

    /// All models that are served on `day`, and those in use, by provider.
    static List<Group> groups(Contents contents, Collection<ModelId> inUse, LocalDate day) {
        var byProvider = new TreeMap<String, TreeMap<String, ModelChoice>>();
        for (var model : contents.catalogue().models()) {
            if (model.isServedOn(day) || inUse.contains(model.id())) {
                byProvider
                        .computeIfAbsent(model.id().provider(), _ -> new TreeMap<>())
                        .put(model.id().name(), of(model, contents.prices(), day));
            }
        }
        for (var id : inUse) {
            byProvider
                    .computeIfAbsent(id.provider(), _ -> new TreeMap<>())
                    .computeIfAbsent(id.name(), _ -> of(Model.unlisted(id), contents.prices(), day));
        }
        var groups = new ArrayList<Group>();
        byProvider.forEach((provider, choices) -> groups.add(new Group(provider, List.copyOf(choices.values()))));
        return groups;
    }

    private static ModelChoice of(Model model, PriceBook prices, LocalDate day) {
        var price = rates(prices, model.id(), day)
                .map(rates -> CostTier.of(rates).sign() + " " + price(rates))
                .orElse("price unknown");
        var served = model.isServedOn(day) ? "" : " · no longer served";
        return new ModelChoice(model.id().toString(), model.id().name() + " · " + price + served);
    }

    /// The base rates in force on `day`.
    static Optional<Rates> rates(PriceBook prices, ModelId model, LocalDate day) {
        return prices.sheet(model).flatMap(sheet -> sheet.inForceOn(day)).map(period -> period.base());
    }

    /// As in "$2 in · $10 out".
    static String price(Rates rates) {
        return perMtok(rates.inputPerMtok()) + " in · " + perMtok(rates.outputPerMtok()) + " out";
    }

    /// A list price, with all its digits.
    static String perMtok(BigDecimal usdPerMtok) {
        return "$" + new Usd(usdPerMtok).plain();
    }
}
