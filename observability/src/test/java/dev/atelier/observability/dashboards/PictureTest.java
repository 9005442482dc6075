package dev.atelier.observability.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class PictureTest {

    private static final double NOTHING = Double.NaN;

    @Test
    void lineHasItsNameItsLastValueAndAnAxisOfRoundNumbers() {
        String svg = picture(Panel.of("Load <now>", "s", "a", ""), series("one", 0, 1, 3, 3.8));

        assertThat(svg)
                .contains(
                        ">Load &lt;now&gt;<",
                        ">one</tspan> 3.8 s<",
                        ">4 s<",
                        ">−4 min<",
                        ">−1 min<",
                        ">now<",
                        "d=\"M72 152L198.7 125L325.3 71L452 49.4\"");
    }

    @Test
    void lineHasAGapWhereThereIsNothing() {
        String svg = picture(Panel.of("x", "short", "a", ""), series("one", 0, NOTHING, 4, 4));

        assertThat(svg).contains("d=\"M72 152M325.3 44L452 44\"");
    }

    @Test
    void lineLeavesOutWhatIsAsBeforeAndAfter() {
        String svg = picture(Panel.of("x", "short", "a", ""), series("one", 4, 4, 4, 4));

        assertThat(svg).contains("d=\"M72 44L452 44\"");
    }

    @Test
    void onlyTheHighestOfManyLinesHaveNames() {
        Series[] many =
                IntStream.range(0, 9)
                        .mapToObj(index -> series("series " + index, index))
                        .toArray(Series[]::new);

        assertThat(picture(Panel.of("x", "short", "a", ""), many))
                .contains("series 8", "series 3", "and 3 more")
                .doesNotContain("series 2");
    }

    @Test
    void laneIsRedWhileSomethingIsDown() {
        Panel panel = Panel.lanes("Up", Look.UP, "up", "");

        assertThat(bars(picture(panel, series("one", 1, 1, 0, NOTHING))))
                .containsExactly("lane 120 332", "up 120 166", "down 286 83");
    }

    @Test
    void laneIsEmptyWhileNothingFires() {
        Panel panel = Panel.lanes("Firing", Look.FIRING, "ALERTS", "");

        assertThat(bars(picture(panel, series("one", NOTHING, 1, 1, 0))))
                .containsExactly("lane 120 332", "firing 203 166");
    }

    @Test
    void longNameLacksItsMiddle() {
        String name = "enrollment-service to example-notifications";

        assertThat(Svg.shortened(name, 43)).isEqualTo(name);
        assertThat(Svg.shortened(name, 42)).isEqualTo("enrollment to example-notifications");
        assertThat(Svg.shortened(name, 21)).isEqualTo("enrollment…ifications").hasSize(21);
    }

    private static List<String> bars(String svg) {
        return svg.lines()
                .filter(line -> line.startsWith("<rect") && line.contains("height=\"14\""))
                .map(
                        line ->
                                line.replaceAll(
                                        ".*class=\"(\\w+)\" x=\"(\\S+)\".*width=\"(\\S+)\".*",
                                        "$1 $2 $3"))
                .toList();
    }

    private static Series series(String name, double... values) {
        return new Series(
                name, IntStream.range(0, values.length).mapToObj(i -> values[i]).toList());
    }

    private static String picture(Panel panel, Series... lines) {
        Dashboard dashboard = new Dashboard("x", "X", List.of(panel));
        return new Picture(dashboard, Map.of(panel.title(), List.of(lines)), Duration.ofMinutes(4))
                .svg();
    }
}
