package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeMarkdownTest {
    private static String html(String markdown) {
        return SafeMarkdown.html(markdown).getValue();
    }

    @Test
    void emphasisListsCodeAndQuotesAreShown() {
        assertThat(html("**a** *b* `c`\n\n- d\n\n> e\n\n1. f"))
                .contains("<strong>a</strong>", "<em>b</em>", "<code>c</code>", "<li>d</li>", "<blockquote>", "<ol>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<div onclick='x()'>hello</div>",
                "text <iframe src='https://evil.example'></iframe> text",
                "<style>body{display:none}</style>",
                "<!-- comment -->",
                "<a href='javascript:alert(1)'>x</a>",
                "<svg/onload=alert(1)>",
                "```\n<script>alert(1)</script>\n```"
            })
    void htmlIsShownAsText(String hostile) {
        assertThat(html(hostile))
                .contains("&lt;")
                .doesNotContainPattern("<(?!/?(?:p|br|em|strong|code|pre|blockquote|ul|ol|li|hr|a|h4)\\b)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html,boo)",
                "[x](vbscript:x)",
                "[x](/runs/1/stop)",
                "[x](//evil.example)",
                "[x](mailto:a@b.example)",
                "<javascript:alert(1)>"
            })
    void onlyWebAddressesBecomeLinks(String link) {
        assertThat(html(link)).doesNotContain("href");
    }

    @Test
    void linksLeaveWithoutATrace() {
        assertThat(html("[report](https://example.org/a?b=1&c=2 \"title\")"))
                .contains("href=\"https://example.org/a?b&#61;1&amp;c&#61;2\"")
                .contains("rel=\"nofollow noopener noreferrer\"")
                .doesNotContain("title=");
    }

    @Test
    void anImageIsALinkAndNeverFetched() {
        assertThat(html("![a *cat*](https://evil.example/pixel.png)"))
                .contains(">a <em>cat</em></a>", "href=\"https://evil.example/pixel.png\"")
                .doesNotContain("<img");
    }

    @Test
    void headingsStayBelowThoseOfThePage() {
        assertThat(html("# Big\n\n###### Small")).isEqualToIgnoringNewLines("<h4>Big</h4><h4>Small</h4>");
    }

    @Test
    void deepNestingIsCutOffAndNotFollowed() {
        assertThat(html(">".repeat(20_000) + " deep")).contains("deep");
        assertThat(html("*a **b ".repeat(5_000))).contains("a");
        assertThat(html("[".repeat(20_000))).contains("[");
    }

    @Test
    void lineBreaksOfTheModelAreKept() {
        assertThat(html("one\ntwo")).containsPattern("one<br ?/?>\\s*two");
    }
}
