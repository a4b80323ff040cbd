package dev.parley.provider;

/// Where rehearsals go: the address of the stand-ins.
///
/// @param url without a slash at its end
public record Stage(String url) {
    public Stage {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
