package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rooms and who may use whom, as the design has them.
class HouseTest {
    private static final String HOUSE = "dev.parley.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley");

    /// Each pure room with the rooms it may use beside itself.
    private static final Map<String, List<String>> PURE = new TreeMap<>(Map.of(
            "money", List.of(),
            "tokens", List.of(),
            "model", List.of("tokens"),
            "pricing", List.of("money", "tokens", "model"),
            "conversation", List.of("money", "tokens", "model"),
            "budget", List.of("money"),
            "planning..", List.of("money", "tokens", "model", "pricing", "conversation")));

    private static final String[] PURE_PACKAGES = packages(PURE.keySet().stream());

    /// What a pure room may take from Java itself: no files, no connections, no threads.
    private static final String[] PURE_JAVA = {
        "java.lang",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.math",
        "java.nio.charset",
        "java.text",
        "java.time..",
        "java.util",
        "java.util.function",
        "java.util.regex",
        "java.util.stream",
        "org.jspecify.."
    };

    private static final Set<String> CLOCKS_AND_CHANCE = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current");

    @ParameterizedTest
    @MethodSource("pureRooms")
    void aPureRoomUsesOnlyPureJavaAndTheRoomsBelowIt(String room) {
        var below = PURE.getOrDefault(room, List.of()).stream();
        var allowed = Stream.concat(Stream.of(PURE_JAVA), Stream.of(packages(Stream.concat(Stream.of(room), below))));
        classes()
                .that()
                .resideInAPackage(HOUSE + room)
                .should(onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(String[]::new)).or(describe("arrays", JavaClass::isArray))))
                .check(CLASSES);
    }

    static Stream<String> pureRooms() {
        return PURE.keySet().stream();
    }

    @Test
    void pureRoomsAreGivenTheirClockAndTheirChance() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE_PACKAGES)
                .should()
                .accessTargetWhere(readsAClockOrRollsDice())
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> readsAClockOrRollsDice() {
        return describe("reads a clock, the surroundings or unseeded chance", access -> {
            var owner = access.getTargetOwner();
            var name = access.getTarget().getName();
            boolean readsClock = owner.getPackageName().startsWith("java.time")
                    && (name.equals("now")
                            || name.startsWith("system")
                            || name.startsWith("tick")
                            || name.equals("systemDefault"));
            boolean unseeded =
                    Set.of("Random", "SplittableRandom", "SecureRandom").contains(owner.getSimpleName())
                            && access.getTarget()
                                    instanceof com.tngtech.archunit.core.domain.AccessTarget.ConstructorCallTarget made
                            && (made.getRawParameterTypes().isEmpty()
                                    || owner.getSimpleName().equals("SecureRandom"));
            return readsClock || unseeded || CLOCKS_AND_CHANCE.contains(owner.getName() + "." + name);
        });
    }

    @Test
    void planningFlowsFromProjectionOverCacheAndRouteToEstimate() {
        nobodyIn("planning").uses("planning.cache", "planning.route", "planning.estimate");
        nobodyIn("planning.cache").uses("planning.route", "planning.estimate");
        nobodyIn("planning.route").uses("planning.estimate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"library..", "provider", "ledger", "archive"})
    void anAdapterRoomUsesOnlyPureRooms(String room) {
        roomUsesOnly(room, PURE.keySet().stream());
    }

    @Test
    void rehearsalUsesOnlyTokensAndPricing() {
        roomUsesOnly("rehearsal..", Stream.of("tokens", "pricing"));
    }

    @Test
    void onlyAppKnowsRehearsal() {
        noClasses()
                .that(resideInAnyPackage("dev.parley..")
                        .and(not(resideInAnyPackage("dev.parley.rehearsal..", "dev.parley.app.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parley.rehearsal..")
                .check(CLASSES);
    }

    /// One class of `run` starts runs from what the library holds, through the library's port and what the port
    /// returns; the engine itself works on snapshots and never sees a file.
    @Test
    void runUsesPureRoomsAndAdaptersAndItsCommandsTheLibraryPort() {
        var allowed =
                packages(Stream.concat(PURE.keySet().stream(), Stream.of("run", "provider", "ledger", "archive")));
        var port = Set.of("dev.parley.library.Library", "dev.parley.library.Contents");
        classes()
                .that()
                .resideInAPackage("dev.parley.run")
                .should(new ArchCondition<>("use only pure rooms, provider, ledger, archive and the library's port") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        user.getDirectDependenciesFromSelf().forEach(dependency -> {
                            var used = dependency.getTargetClass();
                            boolean ofOurs = used.getPackageName().startsWith("dev.parley");
                            boolean portOfCommands =
                                    user.getSimpleName().equals("RunCommands") && port.contains(used.getName());
                            if (ofOurs && !resideInAnyPackage(allowed).test(used) && !portOfCommands) {
                                events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
                            }
                        });
                    }
                })
                .check(CLASSES);
    }

    @Test
    void pagesApiAndCommandsDoNotKnowEachOther() {
        nobodyIn("web..").uses("api..", "cli..");
        nobodyIn("api..").uses("web..", "cli..");
        nobodyIn("cli..").uses("web..", "api..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"library..", "provider..", "ledger..", "archive..", "run..", "web..", "api..", "cli.."})
    void onlyAppStandsAboveTheOtherRooms(String room) {
        nobodyIn(room).uses("app..");
    }

    @Test
    void roomsDoNotRunInCircles() {
        slices().matching("dev.parley.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesInsideARoomDoNotRunInCircles() {
        slices().matching("dev.parley.planning.(*)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"money", "budget", "pricing..", "ledger.."})
    void moneyIsNeverAFloatingPointNumber(String room) {
        classes()
                .that()
                .resideInAPackage(HOUSE + room)
                .should(new ArchCondition<>("hold, take and return no double or float") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        item.getFields().stream()
                                .filter(field -> isFloating(field.getRawType()))
                                .forEach(field ->
                                        events.add(SimpleConditionEvent.violated(item, field.getDescription())));
                        item.getCodeUnits().stream()
                                .filter(HouseTest::handlesFloating)
                                .forEach(
                                        unit -> events.add(SimpleConditionEvent.violated(item, unit.getDescription())));
                    }
                })
                .check(CLASSES);
    }

    private static boolean handlesFloating(JavaCodeUnit unit) {
        return isFloating(unit.getRawReturnType())
                || unit.getRawParameterTypes().stream().anyMatch(HouseTest::isFloating);
    }

    private static boolean isFloating(JavaClass type) {
        return Stream.of(double.class, float.class, Double.class, Float.class)
                .anyMatch(type.getBaseComponentType()::isEquivalentTo);
    }

    @Test
    void noPackageIsNamedAfterALayerOrADrawer() {
        var drawers = Stream.of("util", "utils", "common", "dto", "impl", "service", "manager")
                .map(name -> "dev.parley.." + name + "..");
        noClasses().should().resideInAnyPackage(drawers.toArray(String[]::new)).check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = CLASSES.getPackage("dev.parley").getSubpackagesInTree().stream()
                .filter(it -> !it.getClasses().isEmpty())
                .filter(it -> it.tryGetPackageInfo()
                        .map(info -> !info.isAnnotatedWith(NullMarked.class))
                        .orElse(true))
                .map(JavaPackage::getName);
        assertThat(unmarked).isEmpty();
        assertThat(CLASSES.containPackage("dev.parley.money")).isTrue();
    }

    private static void roomUsesOnly(String room, Stream<String> rooms) {
        var allowed = packages(Stream.concat(Stream.of(room), rooms));
        classes()
                .that()
                .resideInAPackage(HOUSE + room)
                .should(onlyDependOnClassesThat(
                        resideInAnyPackage(allowed).or(not(resideInAnyPackage("dev.parley..")))))
                .check(CLASSES);
    }

    private static NoUse nobodyIn(String room) {
        return rooms -> noClasses()
                .that()
                .resideInAPackage(HOUSE + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(Arrays.stream(rooms)))
                .allowEmptyShould(true) // `cli` is not built yet
                .check(CLASSES);
    }

    private static String[] packages(Stream<String> rooms) {
        return rooms.map(room -> HOUSE + room).toArray(String[]::new);
    }

    private interface NoUse {
        void uses(String... rooms);
    }
}
