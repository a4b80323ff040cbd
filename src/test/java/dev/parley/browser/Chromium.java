package dev.parley.browser;

import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// An installed Chromium, driven by Playwright. Where there is none, and none can be installed, the tests that need it
/// are skipped loudly; in CI they fail.
public final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium start() {
        var path = path();
        var playwright = Playwright.create();
        try {
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(path)
                                    .setArgs(ARGUMENTS)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path path() {
        try {
            var finder = new ProcessBuilder("sh", "src/test/browser/chromium")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var found = new String(finder.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return finder.waitFor() == 0 ? Path.of(found) : none();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for a Chromium", e);
        }
    }

    private static Path none() {
        if ("true".equals(System.getenv("CI"))) {
            return fail("no Chromium, and in CI the browser tests must run");
        }
        return Assumptions.abort("no Chromium");
    }
}
