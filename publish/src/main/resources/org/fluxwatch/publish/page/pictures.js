// What a map shows of a day: title, values or points, scale, and the same as a table.

import { beyond, departureScale, differenceScale, doubtOf, isCorrected, labelOf, LEAST_REDUCTION, POINTS, scaleOf } from './fields.js';

export const upper = text => text.charAt(0).toUpperCase() + text.slice(1);
/// Nothing for what has no unit.
export const units = text => text === '1' ? '' : text.replace('umol', 'µmol').replace(/-(\d)/g, (_, d) => `⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[d]}`);

const known = value => value !== null && value !== undefined && Number.isFinite(value);

/// Of values and the cells' places: rows of latitude, longitude, value.
function cellRows(values, projection) {
  const rows = [];
  values.forEach((value, c) => {
    const [latitude, longitude] = projection.place(c % projection.nx, Math.floor(c / projection.nx));
    rows.push([Number(latitude.toFixed(3)), Number(longitude.toFixed(3)), value]);
  });
  return rows;
}

/// Least, mean and greatest of what is known, in words.
export function summaryOf(values, unit) {
  const some = values.filter(known);
  if (!some.length) return 'No value is known.';
  let low = Infinity, high = -Infinity, sum = 0;
  for (const value of some) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  const nought = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  const text = value => (Math.abs(value) < nought ? 0 : Number(value.toPrecision(4))).toString().replace('-', '−');
  return `${some.length} cells: least ${text(low)}, mean ${text(sum / some.length)}, greatest ${text(high)} ${unit}.`;
}

const beyondText = n => n ? `${n} beyond the scale` : '';

/// name: of a field or of POINTS; content: of contentOf; null where the day has no such field.
export function pictureOf(name, content, projection, { day, fit }) {
  if (name in POINTS) return pointPicture(name, content, { fit });
  const field = content.fields.find(f => f.name === name);
  if (!field) return null;
  const scale = scaleOf(name, field.values, { day, fit });
  const doubt = isCorrected(name) ? doubtOf(content.fields) : null;
  const doubtful = doubt?.filter(Boolean).length ?? 0;
  return {
    name,
    title: upper(field.longName),
    label: upper(labelOf(field)),
    units: units(field.units),
    values: field.values,
    scale,
    doubt: doubtful ? doubt : null,
    notes: [
      beyondText(beyond(field.values, scale)),
      doubtful ? `hatched: too little data here, the observations cut the uncertainty by less than ${Math.round(LEAST_REDUCTION * 100)} %` : '',
    ].filter(Boolean),
    summary: summaryOf(field.values, units(field.units)),
    head: ['latitude', 'longitude', `${name} (${field.units})`],
    rows: () => cellRows(field.values, projection),
  };
}

const OBSERVED = ['time', 'sensor', 'mode', 'status', 'latitude', 'longitude', 'observedPpm', 'errorPpm', 'backgroundPpm', 'analysisPpm', 'soundings'];

function pointPicture(name, content, { fit }) {
  const against = POINTS[name];
  const points = content.observations.map(o => ({ ...o, value: known(o[against]) ? o.observedPpm - o[against] : null }));
  // the air at a station varies by more than a column does: the colours are those of the columns
  const columns = points.filter(p => p.sensor !== 'station');
  const values = (columns.length ? columns : points).map(p => p.value);
  const scale = departureScale(values, { fit });
  return {
    name,
    title: `XCO2 observed minus ${against === 'analysisPpm' ? content.after : content.before}`,
    label: `XCO2 observed minus ${against === 'analysisPpm' ? content.after : content.before}`,
    units: 'ppm',
    points,
    scale,
    notes: [beyondText(beyond(points.map(p => p.value), scale))].filter(Boolean),
    summary: `${points.length} observations.`,
    head: OBSERVED,
    rows: () => content.observations.map(o => OBSERVED.map(key => o[key] ?? null)),
  };
}

/// A field of two days, the second less the first; null where either has none, or for points.
export function differenceOf(name, first, second, projection, { fit }) {
  const [a, b] = [first, second].map(content => content.fields.find(f => f.name === name));
  if (!a || !b || a.values.length !== b.values.length) return null;
  const values = b.values.map((value, c) => known(value) && known(a.values[c]) ? value - a.values[c] : null);
  const scale = differenceScale(name, values, { fit });
  return {
    name: `${name}_difference`,
    title: `${upper(a.longName)}, difference`,
    label: `${upper(labelOf(a))}, difference`,
    units: units(a.units),
    values,
    scale,
    notes: [beyondText(beyond(values, scale))].filter(Boolean),
    summary: summaryOf(values, units(a.units)),
    head: ['latitude', 'longitude', `difference (${a.units})`],
    rows: () => cellRows(values, projection),
  };
}
