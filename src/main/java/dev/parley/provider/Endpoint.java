package dev.parley.provider;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a provider is reached and with which key.
///
/// @param baseUrl as the vendor's own SDK takes it, without a slash at the end
/// @param key null when none is set; it leaves this room only as a request header
/// @param keySetting the environment variable that holds the key, for people
/// @param needsKey whether the provider answers nobody without one
public record Endpoint(String baseUrl, @Nullable String key, String keySetting, boolean needsKey) {
    public Endpoint {
        baseUrl = baseUrl.strip();
        while (baseUrl.endsWith("/")) {
            baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
        }
    }

    public boolean isUsable() {
        return key != null || !needsKey;
    }

    /// The key, or a word in its place where the provider wants none but the client insists on one.
    String keyOrNone() {
        return key == null ? "none" : key;
    }

    /// What no message may tell.
    Stream<String> secrets() {
        return Stream.concat(Stream.ofNullable(key), Stream.of(baseUrl));
    }

    /// The base with `version` at its end, once.
    String withVersion(String version) {
        return baseUrl.endsWith("/" + version) ? baseUrl : baseUrl + "/" + version;
    }

    @Override
    public String toString() {
        return "Endpoint[" + baseUrl + ", key " + (key == null ? "absent" : "present") + "]";
    }
}
