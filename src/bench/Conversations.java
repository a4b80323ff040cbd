import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Lengths of what was said in many conversations, from a file with a row for each message: `conversation_id`, `turn`,
/// `output_tokens`, `speaker` or `role`, and `task_id` where several conversations are about the same thing. Rows whose
/// role is `system` are left out: the bench fixes the prompt.
record Conversations(String name, List<Conversation> all) {
    /// @param group conversations about the same thing, of which none may teach about another
    record Conversation(String id, String group, List<String> speakers, List<Integer> tokens) {
        int size() {
            return tokens.size();
        }

        int castSize() {
            return (int) speakers.stream().distinct().count();
        }

        /// Every message is billed as output once, and as input to every later one; so is the prompt.
        ///
        /// @return in input tokens' price, of the messages from `from` until before `to`
        double cost(int from, int to, double outputPrice) {
            double heard = Backtest.PROMPT;
            double cost = 0;
            for (int i = 0; i < to; i++) {
                if (i >= from) {
                    cost += heard + outputPrice * tokens.get(i);
                }
                heard += tokens.get(i);
            }
            return cost;
        }
    }

    static Conversations read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var columns = List.of(lines.getFirst().split(","));
        int who = columns.contains("role") ? columns.indexOf("role") : columns.indexOf("speaker");
        int group = columns.indexOf("task_id");
        var found = new LinkedHashMap<String, Conversation>();
        for (var line : lines.subList(1, lines.size())) {
            var row = line.split(",");
            var id = row[columns.indexOf("conversation_id")];
            if (!row[who].equals("system")) {
                var conversation = found.computeIfAbsent(id, _ -> new Conversation(
                        id, group < 0 ? id : row[group], new ArrayList<>(), new ArrayList<>()));
                conversation.speakers.add(row[who]);
                conversation.tokens.add(Integer.parseInt(row[columns.indexOf("output_tokens")]));
            }
        }
        return new Conversations(file.getFileName().toString(), List.copyOf(found.values()));
    }
}
