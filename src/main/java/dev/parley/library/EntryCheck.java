package dev.parley.library;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a text as if it were the file of an id, by the rules that files are read by.
record EntryCheck(Shelf shelf, String id, Contents contents) {
    private static final String ENDING = ".yaml";

    /// Browsers send both characters of a line's end.
    static String withLineFeeds(String text) {
        return text.replace("\r\n", "\n");
    }

    List<Problem> problems(String yaml) {
        var findings = new Findings(shelf.folder() + "/" + id + ENDING);
        if (!Shelf.isId(id) || id.equals(DirectoryLibrary.INLINE)) {
            findings.addForFile("'" + shortened(id) + "' is no id; expected " + Shape.Form.ID.words()
                    + ", at most 100 characters, and not " + DirectoryLibrary.INLINE);
        } else if (isWritable(yaml, findings)) {
            read(withLineFeeds(yaml), findings);
        }
        return findings.problems();
    }

    private boolean isWritable(String yaml, Findings findings) {
        var bytes = yaml.length() > shelf.mostBytes() ? null : yaml.getBytes(StandardCharsets.UTF_8);
        if (bytes == null || bytes.length > shelf.mostBytes()) {
            findings.addForFile("the file is larger than " + shelf.mostBytes() / 1024 + " KB");
        } else if (!new String(bytes, StandardCharsets.UTF_8).equals(yaml)) {
            findings.addForFile("half a character; expected whole ones");
        }
        return findings.isEmpty();
    }

    private void read(String yaml, Findings findings) {
        switch (shelf) {
            case PERSONAS -> PersonaFormat.read(id, yaml, findings);
            case SCRIPTS ->
                ScriptFormat.read(id, yaml, new KnownPersonas(contents.personas(), brokenPersonas()), findings);
            case PRICES, IMPORTED_PRICES -> findings.addForFile("prices cannot be saved from here");
        }
    }

    private Set<String> brokenPersonas() {
        var broken = new HashSet<String>();
        for (var problem : contents.problems()) {
            var file = problem.file();
            int slash = file.indexOf('/');
            int dot = file.lastIndexOf('.');
            if (file.startsWith(Shelf.PERSONAS.folder() + "/") && dot > slash) {
                broken.add(file.substring(slash + 1, dot));
            }
        }
        broken.removeAll(contents.personas().keySet());
        return broken;
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
