package dev.parley.library.pricetable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/// Fetches a table from an address on the public network. Redirects are followed on the same host alone.
public final class TableFetch {
    private static final int MOST_REDIRECTS = 3;
    private static final int LONGEST_ADDRESS = 300;
    private static final String INSTEAD = "; save the table with a browser and give the file instead";

    private final Opener opener;
    private final Resolver resolver;

    TableFetch(Opener opener, Resolver resolver) {
        this.opener = opener;
        this.resolver = resolver;
    }

    public static TableFetch overHttps() {
        return new TableFetch(new HttpsOpener(TableReader.MOST_BYTES), InetAddress::getAllByName);
    }

    /// What came of it.
    sealed interface Fetched {
        record Body(byte[] json) implements Fetched {}

        record Failed(String message) implements Fetched {}
    }

    /// One request, no redirect followed.
    @FunctionalInterface
    interface Opener {
        Answer open(URI address) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    interface Resolver {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    /// @param location of a redirect, as it was sent
    record Answer(int status, Optional<String> location, byte[] body) {}

    Fetched from(URI address) {
        var at = address;
        try {
            for (int step = 0; step <= MOST_REDIRECTS; step++) {
                var refused = refusal(at);
                if (refused.isPresent()) {
                    return new Fetched.Failed(refused.get());
                }
                var answer = opener.open(at);
                if (answer.status == 200) {
                    return new Fetched.Body(answer.body);
                }
                if (answer.status / 100 != 3 || answer.location.isEmpty()) {
                    return failed(at, "answered with status " + answer.status);
                }
                var next = at.resolve(answer.location.get());
                if (next.getHost() == null || !next.getHost().equalsIgnoreCase(at.getHost())) {
                    return failed(at, "leads to another host, which is not followed");
                }
                at = next;
            }
            return failed(at, "leads on and on");
        } catch (UnknownHostException _) {
            return failed(at, "cannot be reached: its host is not known here");
        } catch (IOException unreachable) {
            return failed(at, "cannot be reached (" + unreachable.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException _) {
            return failed(at, "leads to something that is no address");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed(at, "was not waited for");
        }
    }

    /// Why an address is not asked at all. The check of the host's certificate holds later lookups of its name to the
    /// same host.
    private Optional<String> refusal(URI address) throws UnknownHostException {
        if (!"https".equalsIgnoreCase(address.getScheme())
                || address.getHost() == null
                || address.getRawUserInfo() != null
                || address.toASCIIString().length() > LONGEST_ADDRESS) {
            return Optional.of("the address must begin with https:// and a host, without a name or password in it, and"
                    + " have at most " + LONGEST_ADDRESS + " characters");
        }
        for (var resolved : resolver.addressesOf(address.getHost())) {
            if (!PublicAddress.isPublic(resolved)) {
                return Optional.of(address.getHost() + " is an address of this machine or of a private network, where"
                        + " no public table is");
            }
        }
        return Optional.empty();
    }

    private static Fetched.Failed failed(URI address, String what) {
        return new Fetched.Failed(told(address) + " " + what + INSTEAD);
    }

    /// The address without its query, which may hold a secret.
    static String told(URI address) {
        var text = address.toString();
        int end = text.indexOf('?') >= 0 ? text.indexOf('?') : text.indexOf('#');
        return end < 0 ? text : text.substring(0, end);
    }
}
