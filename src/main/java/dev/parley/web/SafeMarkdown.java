package dev.parley.web;

import io.quarkus.qute.RawString;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// Markdown of a model as HTML that can do no harm: HTML in it appears as text, images become links, links leave only
/// by http and https. What is rendered is sanitized once more, against an allowlist.
final class SafeMarkdown {
    private static final int MOST_NESTED = 40;
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://[^\\s\"'<>]{1,2000}");

    /// Without HTML blocks, so that what looks like HTML is a paragraph of text with its links and emphasis.
    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(
                    Heading.class, FencedCodeBlock.class, BlockQuote.class, ListBlock.class, ThematicBreak.class))
            .maxOpenBlockParsers(MOST_NESTED)
            .maxInlineNesting(MOST_NESTED)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>")
            .build();
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a")
            .allowElements((name, attributes) -> "h4", "h1", "h2", "h3", "h4", "h5", "h6")
            .allowUrlProtocols("http", "https")
            .allowAttributes("href")
            .matching(WEB_ADDRESS)
            .onElements("a")
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
            .toFactory();

    private SafeMarkdown() {}

    static RawString html(String markdown) {
        var document = PARSER.parse(markdown);
        document.accept(new ImagesAsLinks());
        return new RawString(POLICY.sanitize(RENDERER.render(document)));
    }

    /// An image would be fetched from another host; the reader gets its words and address instead.
    private static final class ImagesAsLinks extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            visitChildren(image);
            var link = new Link(image.getDestination(), image.getTitle());
            for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
                link.appendChild(child);
            }
            image.insertAfter(link);
            image.unlink();
        }
    }
}
