package dev.parley.library;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one file. Past a limit it only remembers that there is more.
final class Findings {
    private static final int MOST = 200;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void add(int line, String field, String message) {
        if (problems.size() < MOST) {
            problems.add(new Problem(file, line, field, message));
        } else if (problems.size() == MOST) {
            problems.add(new Problem(file, 0, "", "more than " + MOST + " problems; only the first are listed"));
        }
    }

    void addForFile(String message) {
        add(0, "", message);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
