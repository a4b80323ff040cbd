package dev.parley.library.pricetable;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.library.pricetable.TableFetch.Answer;
import dev.parley.library.pricetable.TableFetch.Fetched;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFetchTest {
    private static final URI TABLE = URI.create("https://tables.example/prices.json");

    private final List<URI> asked = new ArrayList<>();

    private TableFetch answering(Answer... answers) {
        return new TableFetch(
                address -> {
                    asked.add(address);
                    return answers[Math.min(asked.size(), answers.length) - 1];
                },
                _ -> new InetAddress[] {InetAddress.ofLiteral("93.184.216.34")});
    }

    private static Answer answer(int status, String location) {
        return new Answer(
                status,
                Optional.ofNullable(location.isEmpty() ? null : location),
                "[]".getBytes(StandardCharsets.UTF_8));
    }

    private static String failure(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Failed.class);
        return ((Fetched.Failed) fetched).message();
    }

    @Test
    void aTableIsFetched() {
        assertThat(answering(answer(200, "")).from(TABLE)).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void aRedirectIsFollowedOnTheSameHost() {
        assertThat(answering(answer(302, "/new.json"), answer(200, "")).from(TABLE))
                .isInstanceOf(Fetched.Body.class);
        assertThat(asked).containsExactly(TABLE, URI.create("https://tables.example/new.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example/prices.json", "//other.example/x", "https://127.0.0.1/"})
    void aRedirectToAnotherHostIsNot(String location) {
        assertThat(failure(answering(answer(301, location), answer(200, "")).from(TABLE)))
                .contains("another host", "give the file instead");
        assertThat(asked).containsExactly(TABLE);
    }

    @Test
    void aRedirectAwayFromHttpsIsNotFollowed() {
        assertThat(failure(answering(answer(302, "http://tables.example/x"), answer(200, ""))
                        .from(TABLE)))
                .contains("https://");
        assertThat(asked).containsExactly(TABLE);
    }

    @Test
    void redirectsEnd() {
        assertThat(failure(answering(answer(302, "/again")).from(TABLE))).contains("leads on and on");
        assertThat(asked).hasSizeLessThan(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.5",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "192.0.0.8",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "2002:7f00:1::",
                "64:ff9b::7f00:1",
                "::ffff:10.0.0.1",
                "ff02::1"
            })
    void noAddressOfAPrivateNetworkIsAsked(String literal) {
        var fetch = new TableFetch(
                address -> {
                    asked.add(address);
                    return answer(200, "");
                },
                _ -> new InetAddress[] {InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral(literal)});
        assertThat(failure(fetch.from(TABLE))).contains("private network");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://tables.example/", "file:///etc/passwd", "https:///x", "https://me:secret@tables.example/"
            })
    void onlyPlainHttpsAddressesAreAsked(String address) {
        assertThat(failure(answering(answer(200, "")).from(URI.create(address))))
                .contains("must begin with https://");
        assertThat(asked).isEmpty();
    }

    @Test
    void aHostThatIsNotKnownIsSaidInOneSentence() {
        var fetch = new TableFetch(_ -> answer(200, ""), host -> {
            throw new UnknownHostException(host);
        });
        assertThat(failure(fetch.from(TABLE)))
                .isEqualTo("https://tables.example/prices.json cannot be reached: its host is not known here; save the"
                        + " table with a browser and give the file instead");
    }

    @Test
    void anErrorOfTheServerIsSaid() {
        assertThat(failure(answering(answer(404, "")).from(TABLE))).contains("answered with status 404");
    }

    @Test
    void theBodyIsCutOffAtItsLimitAndRedirectsAreLeftToUs() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(new byte[5_000]);
            } catch (IOException _) {
                // The client has hung up, as it should.
            }
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "/long");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            var root = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(new HttpsOpener(5_000).open(URI.create(root + "/long")).body())
                    .hasSize(5_000);
            assertThat(new HttpsOpener(5_000).open(URI.create(root + "/away")).location())
                    .contains("/long");
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> new HttpsOpener(4_999).open(URI.create(root + "/long")))
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }
}
