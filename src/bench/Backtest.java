import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.Projection.Speech;
import dev.parley.planning.estimate.Calibration;
import dev.parley.planning.estimate.Casting;
import dev.parley.planning.estimate.Estimator;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.planning.estimate.Past;
import dev.parley.planning.estimate.Spoken;
import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.Said;
import dev.parley.planning.length.TokenFactors;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Estimates conversations of which everything is known, each from the others alone. No conversation of the same group
/// teaches about its lengths; the interval of each method is corrected, by the product's own calibration, with the
/// misses that the method made at the others, each in its turn without its own group (cross-conformal: the lengths of
/// the one held out are among those that taught the others' guesses). Ours is scored with its middle corrected so too;
/// the others are scored as they are.
///
/// What ours is told beside the others: who speaks when and how many take part, as a script with a fixed order says
/// ("order known"), or nothing of that ("order unknown").
final class Backtest {
    static final double PROMPT = 800;
    private static final ModelId ID = ModelId.parse("bench/model");
    private static final Model MODEL = new Model(
            ID, "model", null, null, null,
            new Abilities(true, false, Abilities.OutputLimit.MAX_TOKENS, List.of(), false),
            new Caching(true, 1024), List.of(), null);
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String ANYBODY = "anybody";
    private static final double MTOK = 1e6;
    private static final int ASKED = 80;
    private static final int QUARTER = 4;
    private static final ReplyLength REPLY = new ReplyLength(ASKED, 1_000_000);

    private final Conversations conversations;
    private final Map<Set<String>, LengthBook> books = new HashMap<>();

    Backtest(Conversations conversations) {
        this.conversations = conversations;
    }

    enum Method {
        OURS_ORDER_KNOWN("ours, order known"),
        OURS_ORDER_UNKNOWN("ours, order unknown"),
        POOLED_MEAN("(a) pooled mean x N"),
        FIVE_TIMES("(b) turns x mean x 5"),
        PAST_MEAN("(c) mean of past runs");

        final String words;

        Method(String words) {
            this.words = words;
        }
    }

    /// @param likely and the ends, in input tokens' price
    record Guess(double low, double likely, double high) {}

    /// @param error of the likely cost, as a share of the real one, as is `width`
    record Result(String conversation, double error, double bias, boolean isInside, double width) {}

    /// The first `turns` messages of every conversation that has so many.
    ///
    /// @param mayEnd whether shorter conversations count too, with all they have, and nobody knows which they are
    List<Result> run(Method method, int turns, double outputPrice, boolean mayEnd) {
        var tested = conversations.all().stream().filter(one -> mayEnd || one.size() >= turns).toList();
        var guesses = new HashMap<String, Guess>();
        for (var one : tested) {
            guesses.put(one.id(), guess(method, one, turns, outputPrice, mayEnd));
        }
        var results = new ArrayList<Result>();
        for (var one : tested) {
            var past = tested.stream()
                    .filter(other -> !other.group().equals(one.group()))
                    .map(other -> past(method, other, guesses.get(other.id()), actual(other, turns, outputPrice)))
                    .toList();
            var guess = guesses.get(one.id());
            var correction = Calibration.of(past).correction(conversations.name(), castSize(method, one));
            double low = correction.low(guess.low, guess.likely, guess.high);
            double high = correction.high(guess.low, guess.likely, guess.high);
            double likely = correction.likely(guess.low, guess.likely, guess.high);
            double actual = actual(one, turns, outputPrice);
            results.add(new Result(
                    one.id(),
                    Math.abs((isOurs(method) ? likely : guess.likely) - actual) / actual,
                    guess.likely / actual - 1,
                    low <= actual && actual <= high,
                    (high - low) / actual));
        }
        return results;
    }

    /// @param before error of the remainder's likely cost as it was told before the start, as a share of the real one,
    ///     and `after` as told once a quarter of the turns had been taken
    record Rest(String conversation, double before, double after, boolean isInside, double width) {}

    /// What remains of conversations with so many turns after a quarter of them, at least one, N given.
    List<Rest> rest(Method method, int turns, double outputPrice) {
        var tested = conversations.all().stream().filter(one -> one.size() >= turns).toList();
        var whole = new HashMap<String, Guess>();
        for (var one : tested) {
            whole.put(one.id(), guess(method, one, turns, outputPrice, false));
        }
        return tested.stream()
                .map(one -> rest(method, one, Calibration.of(tested.stream()
                        .filter(other -> !other.group().equals(one.group()))
                        .map(other -> past(method, other, whole.get(other.id()), actual(other, turns, outputPrice)))
                        .toList()), turns, outputPrice))
                .toList();
    }

    private Rest rest(
            Method method, Conversations.Conversation one, Calibration calibration, int turns, double outputPrice) {
        int seen = Math.max(1, turns / QUARTER);
        double actual = one.cost(seen, turns, outputPrice);
        var casting = casting(method, one, turns);
        var before = estimator(method, one, 0, turns, outputPrice, calibration).estimate(casting);
        double told = dollars(before.likely()) - dollars(before.byTurn().get(seen - 1).cumulative());
        var after = estimator(method, one, seen, turns, outputPrice, calibration).range(casting);
        return new Rest(
                one.id(),
                Math.abs(told - actual) / actual,
                Math.abs(dollars(after.likely()) - actual) / actual,
                dollars(after.low()) <= actual && actual <= dollars(after.high()),
                (dollars(after.high()) - dollars(after.low())) / actual);
    }

    private Past past(Method method, Conversations.Conversation one, Guess guess, double actual) {
        return new Past(conversations.name(), castSize(method, one), guess.low, guess.likely, guess.high, actual);
    }

    /// The others are what they are: only their intervals are corrected.
    private static boolean isOurs(Method method) {
        return method == Method.OURS_ORDER_KNOWN || method == Method.OURS_ORDER_UNKNOWN;
    }

    private static double actual(Conversations.Conversation one, int turns, double outputPrice) {
        return one.cost(0, Math.min(turns, one.size()), outputPrice);
    }

    /// What the others do not tell of a conversation is the same for all.
    private static int castSize(Method method, Conversations.Conversation one) {
        return method == Method.OURS_ORDER_KNOWN ? one.castSize() : 1;
    }

    private Guess guess(
            Method method, Conversations.Conversation one, int turns, double outputPrice, boolean mayEnd) {
        var others = others(one);
        return switch (method) {
            case OURS_ORDER_KNOWN, OURS_ORDER_UNKNOWN -> ours(method, one, others, turns, outputPrice, mayEnd);
            case POOLED_MEAN -> point(resent(likelyTurns(others, turns, mayEnd), mean(others, turns), outputPrice));
            case FIVE_TIMES -> {
                double length = likelyTurns(others, turns, mayEnd);
                yield point(length * mean(others, turns) * (5 + outputPrice));
            }
            case PAST_MEAN -> point(others.stream()
                    .filter(other -> mayEnd || other.size() >= turns)
                    .mapToDouble(other -> actual(other, turns, outputPrice))
                    .average().orElseThrow());
        };
    }

    /// A point has no interval; the calibration makes it one out of the misses of the others.
    private static Guess point(double likely) {
        return new Guess(likely / 1.01, likely, likely * 1.01);
    }

    private static double mean(List<Conversations.Conversation> others, int turns) {
        return others.stream()
                .flatMap(other -> other.tokens().stream().limit(turns))
                .mapToInt(Integer::intValue).average().orElseThrow();
    }

    private static double likelyTurns(List<Conversations.Conversation> others, int turns, boolean mayEnd) {
        return mayEnd
                ? others.stream().mapToInt(other -> Math.min(turns, other.size())).average().orElseThrow()
                : turns;
    }

    private static double resent(double turns, double length, double outputPrice) {
        return turns * (PROMPT + outputPrice * length) + length * turns * (turns - 1) / 2;
    }

    private List<Conversations.Conversation> others(Conversations.Conversation one) {
        return conversations.all().stream().filter(other -> !other.group().equals(one.group())).toList();
    }

    private Guess ours(
            Method method, Conversations.Conversation one, List<Conversations.Conversation> others, int turns,
            double outputPrice, boolean mayEnd) {
        boolean isKnown = method == Method.OURS_ORDER_KNOWN;
        var projection = projection(isKnown, one, 0, turns, mayEnd);
        var knowledge = knowledge(isKnown, others, ends(others, turns));
        var range = new Estimator(prices(outputPrice), NOW, 1, knowledge, projection, 1)
                .range(casting(method, one, turns));
        return new Guess(dollars(range.low()), dollars(range.likely()), dollars(range.high()));
    }

    /// @param seen how many turns were taken; what these showed of the conversation is known
    private Estimator estimator(
            Method method, Conversations.Conversation one, int seen, int turns, double outputPrice,
            Calibration calibration) {
        boolean isKnown = method == Method.OURS_ORDER_KNOWN;
        var projection = projection(isKnown, one, seen, turns, false);
        var knowledge = new Knowledge(book(isKnown, others(one)), TokenFactors.SAME, 0, 6, calibration);
        if (seen == 0) {
            return new Estimator(prices(outputPrice), NOW, 1, knowledge, projection, 1);
        }
        var spoken = new ArrayList<Spoken>();
        for (int i = 0; i < seen; i++) {
            spoken.add(new Spoken(speaker(isKnown, one, i), MODEL, one.tokens().get(i), 0));
        }
        return Estimator.ofTheRest(prices(outputPrice), NOW, 1, knowledge, projection, 1, spoken, List.of());
    }

    private Projection projection(
            boolean orderKnown, Conversations.Conversation one, int seen, int turns, boolean mayEnd) {
        var ahead = new ArrayList<ProjectedTurn>();
        long said = one.tokens().stream().limit(seen).mapToLong(Integer::longValue).sum();
        for (int i = seen; i < turns; i++) {
            ahead.add(new ProjectedTurn(
                    i + 1,
                    new Speech(speaker(orderKnown, one, i), new PromptSize((long) PROMPT, said, 0, 1_000_000), REPLY),
                    Set.of(), List.of()));
        }
        return new Projection(ahead, conversations.name(), orderKnown ? one.castSize() : 1, 0,
                new Projection.Ends(mayEnd, null, null, null));
    }

    private static String speaker(boolean orderKnown, Conversations.Conversation one, int turn) {
        return orderKnown && turn < one.size() ? one.speakers().get(turn) : ANYBODY;
    }

    private static Casting casting(Method method, Conversations.Conversation one, int turns) {
        var personas = new HashMap<String, Model>();
        for (int i = 0; i < turns; i++) {
            personas.put(speaker(method == Method.OURS_ORDER_KNOWN, one, i), MODEL);
        }
        return new Casting(personas, null);
    }

    private Knowledge knowledge(boolean orderKnown, List<Conversations.Conversation> others, double ends) {
        return new Knowledge(book(orderKnown, others), TokenFactors.SAME, ends, 6, Calibration.NONE);
    }

    private static double dollars(dev.parley.money.Usd usd) {
        return usd.amount().doubleValue() * MTOK;
    }

    private LengthBook book(boolean orderKnown, List<Conversations.Conversation> others) {
        var key = new HashSet<String>();
        others.forEach(other -> key.add(other.id()));
        key.add(orderKnown ? "known" : "unknown");
        return books.computeIfAbsent(key, _ -> {
            var said = new ArrayList<Said>();
            for (var other : others) {
                for (int i = 0; i < other.size(); i++) {
                    said.add(new Said(
                            orderKnown ? other.speakers().get(i) : ANYBODY, ID, conversations.name(), other.id(),
                            orderKnown ? other.castSize() : 1, ASKED, other.tokens().get(i), 0));
                }
            }
            return LengthBook.of(said);
        });
    }

    private static double ends(List<Conversations.Conversation> others, int turns) {
        double ended = others.stream().filter(other -> other.size() < turns).count();
        return ended / others.stream().mapToDouble(other -> Math.min(turns, other.size())).sum();
    }

    private static PriceBook prices(double outputPrice) {
        var rates = new Rates(BigDecimal.ONE, BigDecimal.valueOf(outputPrice), null, null, null);
        var period = new PricePeriod(null, LocalDate.parse("2026-11-01"), "the bench", rates, List.of(), List.of());
        return new PriceBook(List.of(new PriceSheet(ID, true, null, List.of(period))), Map.of());
    }
}
