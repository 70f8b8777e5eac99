package com.sellerkit.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.local.StartProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What the command asks of the function, and how it tells what came of it.
class ReplayCommandTest {
    private static final String CAME =
            """
            {"shop":"7001","stream":"order","records":40,"changed":3,"added":1,"newer":2,\
            "unreadable":0,"written":0,"fields":{"amounts.tax":3,"recipient.phone":1}}\
            """;

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    private void run(String... arguments) {
        ReplayCommand command = new ReplayCommand();
        new CommandLine(command).parseArgs(arguments);
        command.run(
                event -> {
                    asked.add(event);
                    return answers.remove();
                },
                said::add);
    }

    @Test
    void itOnlyLooksUnlessItIsToldToStore() {
        answers.add("{\"streams\":[" + CAME + "]}");
        run("--shop", "7001", "--stream", "order", "--since", "PT36H");

        assertThat(asked)
                .containsExactly(
                        "{\"commit\":false,\"shop\":\"7001\",\"stream\":\"order\",\"since\":\"PT36H\"}");
        assertThat(said)
                .containsExactly(
                        "shop 7001, order: 40 made anew, 3 would change, 1 would be added, 2 left alone, 0 still unreadable",
                        "  in amounts.tax (3), recipient.phone (1)",
                        "Nothing was stored; --commit stores it.");
    }

    @Test
    void itGoesOnWhereTimeRanOut() {
        answers.add("{\"streams\":[" + CAME + "],\"next\":\"7001/package\"}");
        answers.add("{\"streams\":[]}");
        run("--commit");

        assertThat(asked.getLast()).isEqualTo("{\"commit\":true,\"from\":\"7001/package\"}");
        assertThat(said.getFirst()).contains("3 changed, 1 added");
        assertThat(said.getLast()).isEqualTo("Stored.");
    }

    @Test
    void whatIsRefusedIsSaidInTheFunctionsWords() {
        answers.add("{\"refused\":\"there is no such stream; there are order\"}");
        assertThatThrownBy(() -> run("--stream", "horoscope"))
                .isInstanceOf(StartProblem.class)
                .hasMessage("That is not possible: there is no such stream; there are order");
    }

    @Test
    void whereNothingIsKeptItSaysWhy() {
        answers.add("{\"streams\":[]}");
        run();
        assertThat(said).singleElement().asString().contains("OriginalsDays is 0");
    }

    @Test
    void anAnswerThatIsNoneOfOursIsNotTakenForOne() {
        answers.add("<html>");
        assertThatThrownBy(this::run).hasMessageContaining("not understood");
        assertThat(Optional.of(said)).contains(List.of());
    }
}
