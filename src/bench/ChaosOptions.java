import java.util.Arrays;
import java.util.List;

/// What a chaos run is to be. Each figure is set by an option of the same name.
///
/// @param turns of each run
/// @param pause between two misfortunes on the average, in seconds
/// @param kinds of the providers' faults
/// @param minutesLimit after which the harness gives up
record ChaosOptions(
        int runs,
        int turns,
        int nodes,
        int kills,
        int suspensions,
        int suspendSeconds,
        int restarts,
        double faultRate,
        List<String> kinds,
        double pause,
        long seed,
        int minutesLimit) {
    private static final List<String> KINDS = List.of(
            "429", "500", "529", "timeout", "cut", "malformed", "no-usage", "empty", "refusal", "speaks-for-others");
    static final ChaosOptions FULL = new ChaosOptions(200, 30, 3, 50, 5, 60, 5, 0.10, KINDS, 8, 20261125, 60);

    ChaosOptions {
        if (runs < 1 || turns < 1 || nodes < 1 || kills < 0 || suspensions < 0 || restarts < 0 || minutesLimit < 1) {
            throw new IllegalArgumentException("nothing to do: " + runs + " runs of " + turns + " turns on " + nodes);
        }
        if (nodes < 2 && kills + suspensions > 0) {
            throw new IllegalArgumentException("one node alone can neither be killed nor suspended: nobody goes on");
        }
        kinds = List.copyOf(kinds);
    }

    static ChaosOptions of(List<String> words) {
        var options = FULL;
        var parts = words.stream().flatMap(word -> Arrays.stream(word.split("=", 2))).toList();
        if (parts.size() % 2 != 0) {
            throw new IllegalArgumentException("every option needs a value: " + words);
        }
        for (int i = 0; i < parts.size(); i += 2) {
            options = options.with(parts.get(i), parts.get(i + 1));
        }
        return options;
    }

    private ChaosOptions with(String option, String value) {
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        return new ChaosOptions(
                option.equals("--runs") ? number : runs,
                option.equals("--turns") ? number : turns,
                option.equals("--nodes") ? number : nodes,
                option.equals("--kills") ? number : kills,
                option.equals("--suspensions") ? number : suspensions,
                option.equals("--suspend-seconds") ? number : suspendSeconds,
                option.equals("--restarts") ? number : restarts,
                option.equals("--fault-rate") ? Double.parseDouble(value) : faultRate,
                option.equals("--faults") ? Arrays.asList(value.split(",")) : kinds,
                option.equals("--pause") ? Double.parseDouble(value) : pause,
                option.equals("--seed") ? Long.parseLong(value) : seed,
                option.equals("--minutes-limit") ? number : known(option));
    }

    private int known(String option) {
        var names = List.of(
                "--runs", "--turns", "--nodes", "--kills", "--suspensions", "--suspend-seconds", "--restarts",
                "--fault-rate", "--faults", "--pause", "--seed", "--minutes-limit");
        if (!names.contains(option)) {
            throw new IllegalArgumentException(option + " is none of " + names);
        }
        return minutesLimit;
    }
}
