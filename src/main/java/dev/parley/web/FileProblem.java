package dev.parley.web;

import dev.parley.library.Problem;
import java.util.regex.Pattern;

/// What is wrong with a file, in the form people know from compilers.
///
/// @param place file, and line where there is one
/// @param edit address of the page that edits the file; empty when none does
public record FileProblem(String place, String field, String message, String edit) {
    private static final Pattern EDITABLE = Pattern.compile("((?:scripts|personas)/[a-z0-9-]+)\\.ya?ml");

    static FileProblem of(Problem problem) {
        var place = problem.line() > 0 ? problem.file() + ":" + problem.line() : problem.file();
        var editable = EDITABLE.matcher(problem.file());
        return new FileProblem(
                place, problem.field(), problem.message(), editable.matches() ? "/" + editable.group(1) + "/edit" : "");
    }
}
