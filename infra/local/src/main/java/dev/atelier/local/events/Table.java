package dev.atelier.local.events;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as they need to be. */
class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintStream out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(
                row -> {
                    for (int column = 0; column < columns; column++) {
                        widths[column] = Math.max(widths[column], row.get(column).length());
                    }
                });
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).repeat(" ", widths[column] - cell.length()).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
