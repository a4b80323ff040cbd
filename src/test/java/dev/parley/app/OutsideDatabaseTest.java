package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the environment says, and what it must not.
class OutsideDatabaseTest {
    @Test
    void aJdbcAddressIsTakenAsItIs() {
        var database = OutsideDatabase.of("jdbc:postgresql://db:5433/parley?ssl=true", "ann", "secret");
        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/parley?ssl=true");
        assertThat(database.user()).isEqualTo("ann");
        assertThat(database.password()).isEqualTo("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://ann:p%40ss@db.example:5433/parley, jdbc:postgresql://db.example:5433/parley, ann, p@ss",
        "postgresql://ann@db/parley, jdbc:postgresql://db/parley, ann, ",
        "postgres://db/parley?sslmode=require, jdbc:postgresql://db/parley?sslmode=require, , ",
        "postgres://ann:a:b@db/parley, jdbc:postgresql://db/parley, ann, a:b",
        "postgres://ann:a+b@my_db/parley, jdbc:postgresql://my_db/parley, ann, a+b",
        "postgres://ann:x@[::1]:5433/parley, jdbc:postgresql://[::1]:5433/parley, ann, x",
    })
    void aHostersAddressIsReadInParts(String url, String jdbcUrl, String user, String password) {
        var database = OutsideDatabase.of(url, null, null);
        assertThat(database.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(database.user()).isEqualTo(user);
        assertThat(database.password()).isEqualTo(password);
    }

    @Test
    void ownSettingsForUserAndPasswordComeFirst() {
        var database = OutsideDatabase.of("postgres://ann:secret@db/parley", "bob", "other");
        assertThat(database.user()).isEqualTo("bob");
        assertThat(database.password()).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db/parley?password=hush", "postgres://ann:hush@db/parley"})
    void itsTextShowsNoPassword(String url) {
        assertThat(OutsideDatabase.of(url, null, "hush").toString()).doesNotContain("hush");
        assertThat(Settings.from(Map.of("PARLEY_DATABASE_URL", url)::get).toString())
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:hush@db/x",
                "db:5432",
                "postgres://",
                "postgres://ann:hush@/x",
                "postgres://ann:hu sh@db/x",
                "postgres://ann:hush@my^db/x"
            })
    void anotherAddressIsRefusedByTheNameOfItsSettingAndWithoutThePassword(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutsideDatabase.of(url, null, null))
                .withMessageContaining("PARLEY_DATABASE_URL")
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("hush", "hu sh"));
    }

    @Test
    void settingsHaveDefaults() {
        var settings = Settings.from(_ -> null);
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.home()).isEqualTo(Path.of(".parley").toAbsolutePath());
        assertThat(settings.database()).isEmpty();
        assertThat(settings.rehearsalUrl()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "80 80"})
    void aPortThatIsNoneIsRefusedByName(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of("PARLEY_PORT", port)::get))
                .withMessageContaining("PARLEY_PORT")
                .withMessageContaining(port);
    }

    @Test
    void aBlankSettingIsNone() {
        assertThat(Settings.from(Map.of("PARLEY_PORT", " ", "PARLEY_DATABASE_URL", "")::get)
                        .port())
                .isEqualTo(8080);
    }
}
