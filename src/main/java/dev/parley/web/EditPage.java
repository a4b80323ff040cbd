package dev.parley.web;

import dev.parley.library.Problem;
import dev.parley.library.Shelf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file as it is being edited: what was typed, and what is known about it.
///
/// @param folder of the file, which is also where its pages are
/// @param id what the file is named; for a new one what was typed so far
/// @param isNew whether the id may still be chosen
/// @param sha256 of the file's text that this one is made from; empty when there is no file
/// @param checked null before the first look
/// @param notice what came between; empty when nothing did
/// @param now what the file says now, where that is not what this text was made from
public record EditPage(
        String folder,
        String id,
        boolean isNew,
        String text,
        String sha256,
        @Nullable Checked checked,
        String notice,
        @Nullable String now) {
    /// What a look at a text has found; no problems when it could be saved.
    public record Checked(List<Line> problems) {
        public Checked {
            problems = List.copyOf(problems);
        }

        static Checked of(List<Problem> problems) {
            return new Checked(problems.stream().map(Line::of).toList());
        }
    }

    /// @param place as in `line 7`, or the file's name when all of it is meant
    public record Line(String place, String field, String message) {
        static Line of(Problem problem) {
            var place = problem.line() > 0 ? "line " + problem.line() : problem.file();
            return new Line(place, problem.field(), problem.message());
        }
    }

    static EditPage empty(Shelf shelf) {
        return new EditPage(shelf.folder(), "", true, beginning(shelf), "", null, "", null);
    }

    static EditPage of(Shelf shelf, String id, boolean isNew, String text, String sha256) {
        return new EditPage(shelf.folder(), id, isNew, text, sha256, null, "", null);
    }

    EditPage with(Checked found) {
        return new EditPage(folder, id, isNew, text, sha256, found, notice, now);
    }

    /// @param present what the file says now; empty when it is gone
    EditPage overtaken(String words, String presentSha256, @Nullable String present) {
        return new EditPage(folder, id, isNew, text, presentSha256, checked, words, present);
    }

    public String title() {
        return isNew ? "New " + folder.substring(0, folder.length() - 1) : "Edit " + id;
    }

    public String crumb() {
        return folder.equals(Shelf.SCRIPTS.folder()) ? "Scripts" : "Personas";
    }

    public String action() {
        return isNew ? "/" + folder + "/new" : "/" + folder + "/" + ScriptSetup.encoded(id) + "/edit";
    }

    public String back() {
        return isNew ? "/" + folder : "/" + folder + "/" + ScriptSetup.encoded(id);
    }

    private static String beginning(Shelf shelf) {
        return switch (shelf) {
            case SCRIPTS -> """
                    # yaml-language-server: $schema=../schemas/script.schema.json
                    title:
                    kind: panel
                    scenario: |

                    cast:
                      -
                    policy: round-robin
                    stop:
                      turns: 12
                    """;
            case PERSONAS -> """
                    # yaml-language-server: $schema=../schemas/persona.schema.json
                    name:
                    role:
                    about: |

                    voice: |

                    goals:
                      -
                    topics: []
                    model:
                    """;
            case PRICES, IMPORTED_PRICES -> "";
        };
    }
}
