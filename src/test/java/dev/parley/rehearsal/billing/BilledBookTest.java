package dev.parley.rehearsal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BilledBookTest {
    private static BilledCall call(int number) {
        return new BilledCall(
                "id-" + number, "openai", "m", "m", Instant.EPOCH, null, new TokenBill(1, 0, 0, 0, 1, 0), null);
    }

    @Test
    void keepsTheLastCallsInOrderAndSaysHowManyItDropped() {
        BilledBook book = new BilledBook(3);
        for (int i = 0; i < 5; i++) {
            book.add(call(i));
        }
        assertThat(book.page().calls()).extracting(BilledCall::id).containsExactly("id-2", "id-3", "id-4");
        assertThat(book.page().dropped()).isEqualTo(2);
        book.clear();
        assertThat(book.page()).isEqualTo(new BilledBook.Page(List.of(), 0));
    }
}
