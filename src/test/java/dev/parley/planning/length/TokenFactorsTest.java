package dev.parley.planning.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.model.ModelId;
import dev.parley.planning.length.TokenFactors.Billed;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenFactorsTest {
    private static final ModelId CLAUDE = ModelId.parse("anthropic/claude-sonnet-5");
    private static final ModelId MISTRAL = ModelId.parse("mistral/mistral-medium-3-5");
    private static final ModelId GPT = ModelId.parse("openai/gpt-6-luna");

    @Test
    void aModelWhoseTokenizerIsKnownIsCounted() {
        var counted = TokenFactors.NONE.of(GPT);
        assertThat(counted.counted()).isTrue();
        assertThat(counted.factor()).isEqualTo(1);
        assertThat(TokenFactors.NONE.of(ModelId.parse("openai/gpt-4")).counted())
                .isFalse();
        assertThat(TokenFactors.NONE.of(ModelId.parse("openrouter/gpt-6-luna")).counted())
                .isFalse();
    }

    @Test
    void nothingIsKnownOfAnotherOneBeforeItsFirstBill() {
        var unknown = TokenFactors.NONE.of(CLAUDE);
        assertThat(unknown.counted()).isFalse();
        assertThat(unknown.calls()).isZero();
        assertThat(unknown.doubt()).isGreaterThan(0.1);
    }

    @Test
    void oneBillSaysNearlyAll() {
        var factors = TokenFactors.of(List.of(new Billed(CLAUDE, 1, 1_000, 1_300, 0)));
        assertThat(factors.of(CLAUDE).factor()).isCloseTo(1.28, within(0.03));
        assertThat(factors.of(CLAUDE).doubt()).isLessThan(0.05);
    }

    @Test
    void manyBillsSayAll() {
        var factors = TokenFactors.of(List.of(new Billed(CLAUDE, 400, 400_000, 520_000, 0.03)));
        assertThat(factors.of(CLAUDE).factor()).isCloseTo(1.3, within(0.002));
        assertThat(factors.of(CLAUDE).doubt()).isEqualTo(0.01);
        assertThat(factors.of(CLAUDE).calls()).isEqualTo(400);
    }

    @Test
    void aBillThatContradictsTheKnownTokenizerIsBelievedInTheEnd() {
        var factors = TokenFactors.of(List.of(new Billed(GPT, 200, 200_000, 230_000, 0.03)));
        assertThat(factors.of(GPT).factor()).isCloseTo(1.15, within(0.01));
        assertThat(factors.of(GPT).counted()).isFalse();
    }

    /// What was heard of other vendors' tokenizers moves what is taken of one that nobody has heard.
    @Test
    void othersTeachAboutTheUnheard() {
        var factors = TokenFactors.of(List.of(
                new Billed(CLAUDE, 50, 50_000, 70_000, 0.03),
                new Billed(ModelId.parse("google/gemini-3.8-flash"), 50, 50_000, 70_000, 0.03)));
        assertThat(factors.of(MISTRAL).factor())
                .isGreaterThan(TokenFactors.NONE.of(MISTRAL).factor() + 0.05);
        assertThat(factors.of(GPT).factor()).isEqualTo(1);
    }

    @Test
    void aRunUnderWayTeachesAboutItsOwnModels() {
        var known = TokenFactors.of(List.of(new Billed(CLAUDE, 400, 400_000, 520_000, 0.03)));
        var after = known.after(
                List.of(new Billed(CLAUDE, 1, 1_000, 1_500, 0), new Billed(MISTRAL, 2, 2_000, 2_800, 0.02)));
        assertThat(after.of(CLAUDE).factor()).isCloseTo(1.31, within(0.015));
        assertThat(after.of(CLAUDE).calls()).isEqualTo(401);
        assertThat(after.of(MISTRAL).factor()).isCloseTo(1.38, within(0.02));
        assertThat(after.of(MISTRAL).doubt()).isLessThan(known.of(MISTRAL).doubt() / 2);
        assertThat(after.of(GPT)).isEqualTo(known.of(GPT));
    }
}
