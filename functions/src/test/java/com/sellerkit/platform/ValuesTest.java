package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a#b", "a/b", "a b", "-a", "a\nb", "ä"})
    void anIdThatCouldSplitAKeyIsRefused(String value) {
        assertThatThrownBy(() -> new ShopId(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PersonId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdIsOneTo64Characters() {
        assertThat(new OrderId("5".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new OrderId("5".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new PersonId("auth0|" + "x".repeat(122)).value()).hasSize(128);
        assertThatThrownBy(() -> new PersonId("auth0|" + "x".repeat(123)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "PersonId of 129 characters refused;"
                                + " allowed is [A-Za-z0-9][A-Za-z0-9._:|-]{0,127}");
    }

    @Test
    void anIdKeepsToItsAlphabetFromTheStartToTheEnd() {
        for (char each = 0; each < 0x180; each++) {
            for (String value : List.of(each + "a", "a" + each, "a" + each + "a")) {
                assertThat(isAllowed(() -> new ShopId(value)))
                        .as("a shop's id with character %d", (int) each)
                        .isEqualTo(value.matches("[A-Za-z0-9][A-Za-z0-9_-]*"));
                assertThat(isAllowed(() -> new PersonId(value)))
                        .as("a person's id with character %d", (int) each)
                        .isEqualTo(value.matches("[A-Za-z0-9][A-Za-z0-9._:|-]*"));
            }
        }
    }

    private static boolean isAllowed(Supplier<Object> id) {
        try {
            return !id.get().toString().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Test
    void freshIdsNameTheirKindAndNeverMeet() {
        SystemIds ids = new SystemIds();
        List<String> many = IntStream.range(0, 1_000).mapToObj(_ -> ids.next("acc")).toList();

        assertThat(many).doesNotHaveDuplicates().allMatch(id -> id.matches("acc_[a-z2-7]{26}"));
        assertThat(new AccountId(many.getFirst()).value()).isEqualTo(many.getFirst());
    }

    @Test
    void aFractionIsFromZeroToBelowOne() {
        SystemIds ids = new SystemIds();

        assertThat(IntStream.range(0, 1_000).mapToObj(_ -> ids.fraction()).toList())
                .allMatch(fraction -> fraction >= 0 && fraction < 1);
        assertThat(
                        IntStream.range(0, 1_000)
                                .mapToDouble(_ -> ids.fraction())
                                .average()
                                .orElseThrow())
                .isBetween(0.4, 0.6);
    }

    @Test
    void aBackoffDoublesToItsCapAndEnds() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 5);

        assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.after(3, 0.999999))
                .isBetween(Duration.ofMillis(3_900), Duration.ofSeconds(4));
        assertThat(backoff.after(100, 0.999999))
                .isBetween(Duration.ofSeconds(59), Duration.ofMinutes(1));
        assertThat(backoff.mayFollow(4)).isTrue();
        assertThat(backoff.mayFollow(5)).isFalse();
    }

    @Test
    void aFactTellsIdsAndNumbersOnly() {
        Fact fact = Fact.of("ShopConnected").with("shopId", "7001").with("epoch", 1);

        assertThat(Json.text(fact.detail())).isEqualTo("{\"v\":1,\"shopId\":\"7001\",\"epoch\":1}");
        assertThatThrownBy(() -> fact.with("name", "Invented Person"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fact.of("shop connected"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMessageWaitsAtMostFifteenMinutes() {
        Queue.Message message = Queue.Message.of("{}", "7001");

        assertThat(message.after(Duration.ofMinutes(15)).delay()).isEqualTo(Duration.ofMinutes(15));
        assertThatThrownBy(() -> message.after(Duration.ofSeconds(901)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Queue.Message.of("x".repeat(1_025), "7001"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aProblemIsADocumentOfItsMembers() {
        Problem problem =
                Problem.of(
                                422,
                                "invalid-request",
                                "The request is invalid.",
                                "Correct the fields named.")
                        .with(
                                new Problem.FieldError(
                                        "limit", Optional.of("x".repeat(100)), "1 to 100"))
                        .with("retryAfterSeconds", 5);

        assertThat(problem.document().path("code").asText()).isEqualTo("invalid-request");
        assertThat(problem.document().path("status").asInt()).isEqualTo(422);
        assertThat(problem.document().path("retryAfterSeconds").asInt()).isEqualTo(5);
        assertThat(problem.document().path("errors").path(0).path("seen").asText()).hasSize(64);
        assertThatThrownBy(() -> Problem.of(200, "fine", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
