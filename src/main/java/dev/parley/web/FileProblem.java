package dev.parley.web;

import dev.parley.library.Problem;

/// What is wrong with a file, in the form people know from compilers.
///
/// @param place file, and line where there is one
public record FileProblem(String place, String field, String message) {
    static FileProblem of(Problem problem) {
        var place = problem.line() > 0 ? problem.file() + ":" + problem.line() : problem.file();
        return new FileProblem(place, problem.field(), problem.message());
    }
}
