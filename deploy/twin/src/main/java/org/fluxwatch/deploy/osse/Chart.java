package org.fluxwatch.deploy.osse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A small diagram as SVG. Layers are drawn in the order they are added; the axes span what [#x] and [#y] were told.
/// Values that are not finite leave a gap.
final class Chart {
    private static final double LEFT = 46;
    private static final double RIGHT = 8;
    private static final double TOP = 24;
    private static final double BOTTOM = 34;

    private final String title;
    private final double width;
    private final double height;
    private final StringBuilder layers = new StringBuilder();
    private final List<String> axes = new ArrayList<>();
    private double x0;
    private double x1 = 1;
    private double y0;
    private double y1 = 1;

    Chart(String title, double width, double height) {
        this.title = title;
        this.width = width;
        this.height = height;
    }

    /// Sets the range and the name of the horizontal axis.
    Chart x(double from, double to, String label) {
        x0 = from;
        x1 = to > from ? to : from + 1;
        for (double tick : ticks(x0, x1))
            axes.add(format(
                    "<text class='tick' text-anchor='middle' x='%.1f' y='%.1f'>%s</text>",
                    px(tick), height - BOTTOM + 13, number(tick, x1 - x0)));
        axes.add(format(
                "<text class='tick' text-anchor='middle' x='%.1f' y='%.1f'>%s</text>",
                (LEFT + width - RIGHT) / 2, height - 6, Html.text(label)));
        return this;
    }

    /// Sets the range of the vertical axis, whose unit belongs in the title.
    Chart y(double from, double to) {
        final double margin = to > from ? 0.06 * (to - from) : 1;
        y0 = from == 0 ? 0 : from - margin;
        y1 = to + margin;
        for (double tick : ticks(y0, y1)) {
            axes.add(format(
                    "<line class='grid' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>",
                    LEFT, width - RIGHT, py(tick), py(tick)));
            axes.add(format(
                    "<text class='tick' text-anchor='end' x='%.1f' y='%.1f'>%s</text>",
                    LEFT - 4, py(tick) + 3.5, number(tick, y1 - y0)));
        }
        return this;
    }

    Chart line(double[] xs, double[] ys, String css) {
        layers.append("<path class='").append(css).append("' d='");
        boolean drawing = false;
        for (int n = 0; n < xs.length; n++) {
            if (Double.isFinite(ys[n])) layers.append(format("%s%.1f %.1f", drawing ? "L" : "M", px(xs[n]), py(ys[n])));
            drawing = Double.isFinite(ys[n]);
        }
        layers.append("'/>");
        return this;
    }

    /// A line that may leave the diagram; what lies beyond it is not drawn.
    Chart clipped(double[] xs, double[] ys, String css) {
        final double right = width - RIGHT;
        final double bottom = height - BOTTOM;
        layers.append(format(
                "<svg x='%1$.1f' y='%2$.1f' width='%3$.1f' height='%4$.1f' viewBox='%1$.1f %2$.1f %3$.1f %4$.1f'>",
                LEFT, TOP, right - LEFT, bottom - TOP));
        line(xs, ys, css);
        layers.append("</svg>");
        return this;
    }

    /// The area between two lines.
    Chart band(double[] xs, double[] lower, double[] upper, String css) {
        layers.append("<path class='").append(css).append("' d='");
        for (int n = 0; n < xs.length; n++)
            layers.append(format("%s%.1f %.1f", n == 0 ? "M" : "L", px(xs[n]), py(upper[n])));
        for (int n = xs.length - 1; n >= 0; n--) layers.append(format("L%.1f %.1f", px(xs[n]), py(lower[n])));
        layers.append("Z'/>");
        return this;
    }

    /// A level across the whole width.
    Chart level(double y, String css) {
        return line(new double[] {x0, x1}, new double[] {y, y}, css);
    }

    /// A bar from 0 up, between two x.
    Chart bar(double from, double to, double y, String css) {
        layers.append(format(
                "<rect class='%s' x='%.1f' y='%.1f' width='%.1f' height='%.1f'/>",
                css, px(from), py(y), Math.max(0.5, px(to) - px(from) - 1), py(0) - py(y)));
        return this;
    }

    /// A point with its name beside it.
    Chart point(double x, double y, String name, String css) {
        layers.append(format("<circle class='%s' cx='%.1f' cy='%.1f' r='3.5'/>", css, px(x), py(y)));
        layers.append(format("<text class='tick' x='%.1f' y='%.1f'>%s</text>", px(x) + 6, py(y) + 3, Html.text(name)));
        return this;
    }

    String svg() {
        return format(
                        "<svg viewBox='0 0 %.0f %.0f' width='%.0f' role='img'><text class='title' x='4' y='14'>%s</text>",
                        width, height, width, Html.text(title))
                + String.join("", axes)
                + format("<path class='axis' d='M%.1f %.1fV%.1fH%.1f'/>", LEFT, TOP, height - BOTTOM, width - RIGHT)
                + layers + "</svg>";
    }

    private double px(double x) {
        return LEFT + (x - x0) / (x1 - x0) * (width - LEFT - RIGHT);
    }

    private double py(double y) {
        return height - BOTTOM - (y - y0) / (y1 - y0) * (height - TOP - BOTTOM);
    }

    /// Round numbers, 4 to 8 of them.
    private static List<Double> ticks(double from, double to) {
        final double rough = (to - from) / 5;
        final double power = Math.pow(10, Math.floor(Math.log10(rough)));
        final double step = rough / power < 1.5 ? power : rough / power < 3.5 ? 2 * power : 5 * power;
        final List<Double> ticks = new ArrayList<>();
        for (double tick = Math.ceil(from / step - 1e-9) * step; tick <= to + 1e-9 * step; tick += step)
            ticks.add(Math.abs(tick) < 1e-9 * step ? 0 : tick);
        return ticks;
    }

    private static String number(double value, double range) {
        return String.format(Locale.ROOT, range > 4.9 ? "%.0f" : range > 0.8 ? "%.1f" : "%.2f", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
