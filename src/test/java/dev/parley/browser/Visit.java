package dev.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One browser window, which notes what a researcher must never meet: errors and requests to other hosts.
final class Visit implements AutoCloseable {
    private static final double PATIENCE_MS = 30_000;
    private static final double SHARPNESS = 1.5;

    private final BrowserContext context;
    private final Page page;
    private final List<String> trouble = new CopyOnWriteArrayList<>();

    Visit(Browser browser, URI home, int widthPx, int heightPx) {
        this(browser, home, widthPx, heightPx, ColorScheme.LIGHT);
    }

    Visit(Browser browser, URI home, int widthPx, int heightPx, ColorScheme colours) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(home.toString())
                .setViewportSize(widthPx, heightPx)
                .setDeviceScaleFactor(SHARPNESS)
                .setColorScheme(colours)
                .setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MS);
        context.setDefaultNavigationTimeout(PATIENCE_MS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                trouble.add("console " + message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> trouble.add("page error: " + error));
        page.onDialog(dialog -> {
            trouble.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        context.onRequest(request -> {
            var to = URI.create(request.url());
            if (!"data".equals(to.getScheme()) && !home.getAuthority().equals(to.getAuthority())) {
                trouble.add("request to another host: " + request.url());
            }
        });
        context.onResponse(response -> {
            if (response.status() >= 400) {
                trouble.add(response.status() + " for " + response.url());
            }
        });
    }

    Page page() {
        return page;
    }

    void hadNoTrouble() {
        assertThat(trouble).isEmpty();
    }

    void fitsTheWidth() {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels by which %s is wider than the window", page.url())
                .isZero();
    }

    /// Writes the picture `docs/<name>.png` of the page's first `heightPx`, but only in a test run that was asked for
    /// pictures.
    void picture(String name, int heightPx) {
        if (!Boolean.getBoolean("screenshots")) {
            return;
        }
        var window = page.viewportSize();
        page.setViewportSize(window.width, heightPx);
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("docs", name + ".png")));
        page.setViewportSize(window.width, window.height);
    }

    @Override
    public void close() {
        context.close();
    }
}
