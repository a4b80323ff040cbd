package dev.parley.web;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PagesProfile.class)
class ServeTest {
    @Test
    void serve() throws Exception {
        Files.writeString(Path.of("/tmp/web-serving"), "1");
        while (Files.exists(Path.of("/tmp/web-serving"))) {
            Thread.sleep(500);
        }
    }
}
