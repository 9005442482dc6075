package dev.atelier.observability.dashboards;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A dashboard as an SVG, for people without Grafana. It has the colours that the reader likes,
 * light or dark.
 *
 * @param dashboard whose picture it is
 * @param lines of each panel, by its title
 * @param span the time from the first to the last value, in whole minutes
 */
public record Picture(Dashboard dashboard, Map<String, List<Series>> lines, Duration span) {

    private static final int COLUMNS = 2;
    private static final int HEADER = 48;
    private static final int WIDTH = 480;
    private static final int HEIGHT = 240;

    private static final String STYLE =
            """
            text{font:11px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:#59636e}
            .h1{font-size:18px;font-weight:600;fill:#1f2328}
            .h2{font-size:13px;font-weight:600;fill:#1f2328}
            .name{fill:#1f2328}
            .end{text-anchor:end}
            .middle{text-anchor:middle}
            .paper{fill:#fff}
            .card{fill:#f6f8fa;stroke:#d1d9e0}
            .grid{stroke:#dde3e9}
            .line{fill:none;stroke-width:1.7;stroke-linejoin:round;stroke-linecap:round}
            .rest{stroke:#c4ccd4;stroke-width:1}
            .lane{fill:#e3e8ed}
            .up{fill:#2da44e}
            .down{fill:#cf222e}
            .firing{fill:#d9730d}
            .c0{stroke:#2f6fde}.c1{stroke:#d9730d}.c2{stroke:#2f8f46}
            .c3{stroke:#8250df}.c4{stroke:#cf222e}.c5{stroke:#0f8b8d}
            @media(prefers-color-scheme:dark){
            text{fill:#9198a1}
            .h1,.h2,.name{fill:#f0f6fc}
            .paper{fill:#0d1117}
            .card{fill:#151b23;stroke:#3d444d}
            .grid{stroke:#2a313a}
            .rest{stroke:#4a525c}
            .lane{fill:#262d36}
            .up{fill:#3fb950}
            .down{fill:#f85149}
            .firing{fill:#f0883e}
            .c0{stroke:#6cb6ff}.c1{stroke:#f0883e}.c2{stroke:#57c267}
            .c3{stroke:#bc8cff}.c4{stroke:#ff7b72}.c5{stroke:#39c5cf}
            }
            """;

    public String svg() {
        int rows = (dashboard.panels().size() + COLUMNS - 1) / COLUMNS;
        int width = COLUMNS * WIDTH;
        int height = HEADER + rows * HEIGHT + 8;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
                <title>%s</title>
                <style>
                %s</style>
                <rect class="paper" width="%d" height="%d" rx="8"/>
                <text class="h1" x="20" y="31">%s</text>
                """
                        .formatted(
                                width,
                                height,
                                width,
                                height,
                                Svg.escaped(dashboard.title()),
                                STYLE,
                                width,
                                height,
                                Svg.escaped(dashboard.title())));
        for (int index = 0; index < dashboard.panels().size(); index++) {
            svg.append(
                    "<g transform=\"translate(%d,%d)\">\n"
                            .formatted(index % COLUMNS * WIDTH, HEADER + index / COLUMNS * HEIGHT));
            svg.append(panel(dashboard.panels().get(index))).append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private String panel(Panel panel) {
        List<Series> series = lines.getOrDefault(panel.title(), List.of());
        return """
        <rect class="card" x="8" y="4" width="464" height="228" rx="6"/>
        <text class="h2" x="22" y="26">%s</text>
        """
                        .formatted(Svg.escaped(panel.title()))
                + switch (panel.look()) {
                    case LINES -> new Lines(series, panel.unit(), span).svg();
                    case UP -> new Lanes(series, "up", "down", span).svg();
                    case FIRING -> new Lanes(series, "firing", Lanes.EMPTY, span).svg();
                };
    }
}
