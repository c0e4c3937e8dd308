// Palettes and scales. Diverging: ColorBrewer RdBu, blue for sinks; sequential: viridis.

const RDBU = ['#053061', '#2166ac', '#4393c3', '#92c5de', '#d1e5f0', '#f7f7f7', '#fddbc7', '#f4a582', '#d6604d', '#b2182b', '#67001f'];
const VIRIDIS = ['#440154', '#482878', '#3e4989', '#31688e', '#26828e', '#1f9e89', '#35b779', '#6ece58', '#b5de2b', '#fde725'];

const rgb = hex => [1, 3, 5].map(n => parseInt(hex.slice(n, n + 2), 16));

function palette(anchors) {
  const colours = anchors.map(rgb);
  return share => {
    const at = Math.min(1, Math.max(0, share)) * (colours.length - 1);
    const n = Math.min(colours.length - 2, Math.floor(at));
    return colours[n].map((c, i) => Math.round(c + (at - n) * (colours[n + 1][i] - c)));
  };
}

const diverging = palette(RDBU);
const sequential = palette(VIRIDIS);

/// The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is not below a value.
export function roundUp(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map(m => m * power).find(v => v >= value * 0.9999);
}

const finite = values => values.filter(v => v !== null && Number.isFinite(v));

function quantile(values, share) {
  const sorted = finite(values).sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : NaN;
}

class Scale {
  constructor(low, high, colour, ticks) {
    Object.assign(this, { low, high, palette: colour, ticks });
  }

  rgb(value) {
    return this.palette((value - this.low) / (this.high - this.low));
  }

  css(value) {
    return `rgb(${this.rgb(value).join(',')})`;
  }

  format(value) {
    const step = this.ticks[1] - this.ticks[0];
    let decimals = 0;
    while (decimals < 6 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6) decimals++;
    return value.toFixed(decimals).replace('-', '−');
  }
}

/// Symmetric about 0; 1 % of the values may lie beyond the ends.
export function divergingScale(values) {
  const limit = roundUp(quantile(values.map(v => v === null ? null : Math.abs(v)), 0.99));
  return new Scale(-limit, limit, diverging, [-2, -1, 0, 1, 2].map(n => n * limit / 2));
}

/// From the 1st to the 99th percentile, rounded outwards.
function sequentialScale(values) {
  let low = quantile(values, 0.01), high = quantile(values, 0.99);
  if (!Number.isFinite(low)) [low, high] = [0, 1];
  const step = roundUp(Math.max(high - low, 1e-6) / 5);
  low = Math.floor(low / step + 1e-9) * step;
  high = Math.max(low + step, Math.ceil(high / step - 1e-9) * step);
  const ticks = [];
  for (let n = 0; low + n * step <= high + step / 2; n++) ticks.push(low + n * step);
  return new Scale(low, high, sequential, ticks);
}

/// Of logarithms to base 10: the decades up to the greatest value.
export function decadesScale(values, decades) {
  const high = Math.ceil(finite(values).reduce((a, b) => Math.max(a, b), -Infinity));
  const top = Number.isFinite(high) ? high : 0;
  return new Scale(top - decades, top, sequential, Array.from({ length: decades + 1 }, (_, n) => top - decades + n));
}

/// From 0 up to a limit.
export function scaleUpTo(limit) {
  return new Scale(0, limit, sequential, [0, limit / 2, limit]);
}

/// Between two ends that do not follow from values; diverging: about the middle.
export function fixedScale(low, high, isDiverging) {
  const ticks = Array.from({ length: 5 }, (_, n) => low + n * (high - low) / 4);
  return new Scale(low, high, isDiverging ? diverging : sequential, ticks);
}

/// Fitted to the values.
export const fittedScale = (values, isDiverging) => isDiverging ? divergingScale(values) : sequentialScale(values);
