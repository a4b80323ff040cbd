package dev.parley.rehearsal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultDeskTest {
    private final FaultDesk desk = new FaultDesk(3);

    @Test
    void nothingFailsUnlessAsked() {
        assertThat(desk.draw("openai")).isNull();
    }

    @Test
    void theQueueComesFirstAndOnlyOnce() {
        desk.set(new FaultPlan(0, List.of(), 1, null, List.of(Fault.CUT, Fault.EMPTY)));
        assertThat(desk.draw("openai")).isEqualTo(Fault.CUT);
        assertThat(desk.plan().next()).containsExactly(Fault.EMPTY);
        assertThat(desk.draw("openai")).isEqualTo(Fault.EMPTY);
        assertThat(desk.draw("openai")).isNull();
    }

    @Test
    void anotherProvidersQueueIsLeftAlone() {
        desk.set(new FaultPlan(0, List.of(), 1, "mistral", List.of(Fault.CUT)));
        assertThat(desk.draw("openai")).isNull();
        assertThat(desk.draw("mistral")).isEqualTo(Fault.CUT);
    }

    @Test
    void theRateIsTheShareThatFails() {
        desk.set(new FaultPlan(0.2, List.of(Fault.CUT, Fault.EMPTY), 1, null, List.of()));
        int cut = 0;
        int empty = 0;
        for (int i = 0; i < 5000; i++) {
            Fault fault = desk.draw("openai");
            cut += fault == Fault.CUT ? 1 : 0;
            empty += fault == Fault.EMPTY ? 1 : 0;
        }
        assertThat(cut).isBetween(400, 600);
        assertThat(empty).isBetween(400, 600);
    }

    @Test
    void aRateOutsideItsBoundsIsRefused() {
        assertThatThrownBy(() -> new FaultPlan(1.1, List.of(Fault.CUT), 1, null, List.of()))
                .hasMessageContaining("rate");
        assertThatThrownBy(() -> new FaultPlan(0.5, List.of(), 1, null, List.of()))
                .hasMessageContaining("kinds");
    }
}
