package dev.atelier.common.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atelier.common.problem.RefusedException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class CursorTest {

    @Test
    void comesBackAsItWas() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            Cursor cursor = new Cursor(text(random), List.of(text(random), text(random)));

            assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "?", "x", "a.b.c", "AA", "_w"})
    void refusesWhatItNeverWrote(String encoded) {
        refused(() -> Cursor.decode(encoded));
    }

    @Test
    void belongsToOneList() {
        PageRequest page = new PageRequest(5, Optional.of(new Cursor("one", List.of("1"))));

        assertThat(page.after("one", 1)).contains(List.of("1"));
        refused(() -> page.after("other", 1));
        refused(() -> page.after("one", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "x", "99999999999999999999"})
    void refusesNumberThatIsNone(String number) {
        PageRequest page = new PageRequest(5, Optional.of(new Cursor("list", List.of(number))));

        refused(() -> page.afterNumber("list"));
    }

    @Test
    void startsAtTheBeginningWithoutCursor() {
        assertThat(new PageRequest(5, Optional.empty()).afterNumber("list")).isZero();
    }

    @Test
    void hasNextPageOnlyWhenOneMoreRowWasRead() {
        PageRequest page = new PageRequest(2, Optional.empty());

        Page<Integer> last = Page.of(List.of(1, 2), page, CursorTest::cursor);
        Page<Integer> middle = Page.of(List.of(1, 2, 3), page, CursorTest::cursor);

        assertThat(last).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThat(middle.items()).containsExactly(1, 2);
        assertThat(Cursor.decode(middle.next())).isEqualTo(cursor(2));
    }

    private static Cursor cursor(int item) {
        return new Cursor("list", List.of(Integer.toString(item)));
    }

    private static void refused(ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.refusal()).isEqualTo(new InvalidCursor()));
    }

    private static String text(Random random) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        String binary = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
        return binary + Base64.getEncoder().encodeToString(bytes) + "\n.\\é🎨";
    }
}
