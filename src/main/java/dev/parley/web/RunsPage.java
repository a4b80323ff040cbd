package dev.parley.web;

import java.util.List;

/// The runs, newest first.
///
/// @param skip how many newer ones are on earlier pages
/// @param newer where the page before begins; -1 on the first
/// @param older where the next page begins; -1 on the last
public record RunsPage(List<RunLine> runs, int skip, int newer, int older) {
    public RunsPage {
        runs = List.copyOf(runs);
    }
}
