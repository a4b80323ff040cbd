package dev.parley.web;

import io.quarkus.qute.TemplateExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/// Addresses of the files a page loads. They change with the content, so that browsers may keep what they have.
@TemplateExtension(namespace = "asset")
public final class Asset {
    private static final int MOST_KEPT = 50;
    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private Asset() {}

    /// @param name of a file beside the style sheet
    public static String url(String name) {
        if (ADDRESSES.size() > MOST_KEPT) {
            ADDRESSES.clear();
        }
        return ADDRESSES.computeIfAbsent(name, Asset::address);
    }

    private static String address(String name) {
        var loader = Thread.currentThread().getContextClassLoader();
        try (var content = loader.getResourceAsStream("META-INF/resources/" + name)) {
            if (content == null) {
                throw new IllegalArgumentException("no such asset: " + name);
            }
            var sum = new CRC32();
            sum.update(content.readAllBytes());
            return "/" + name + "?v=" + Long.toHexString(sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
