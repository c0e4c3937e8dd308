// What can be drawn as a map, and on which scale. A scale is the same on every day, so that days can be held against each
// other; what the catalogue does not know is fitted to the day.

import { fixedScale, fittedScale } from './colour.js';

const FLUX = 'flux', AIR = 'air', DATA = 'data';

/// Year's mean of CO2 at Mauna Loa, ppm: a parabola through NOAA's means of 2000 to 2024, within 1 ppm. A column's own
/// range lies about it; in which year is all that moves the scale.
const airOf = year => 369.7 + 1.82 * (year - 2000) + 0.0193 * (year - 2000) ** 2;

/// In the order of the choice. two: about zero, sinks blue; one: from zero up; year: about the year's mean.
const CATALOGUE = [
  ['flux_analysis', FLUX, { two: 4 }, 'natural flux, analysis'],
  ['flux_prior', FLUX, { two: 4 }, 'natural flux, prior'],
  ['flux_increment', FLUX, { two: 2 }, 'natural flux, increment'],
  ['flux_analysis_spread', FLUX, { one: 2 }, 'natural flux, spread of the analysis'],
  ['flux_prior_spread', FLUX, { one: 2 }, 'natural flux, spread before'],
  ['flux_total', FLUX, { two: 6 }, 'total flux'],
  ['flux_fossil', FLUX, { one: 6 }, 'fossil flux'],
  ['flux_fire', FLUX, { one: 2 }, 'fire flux'],
  ['flux_biosphere_analysis', FLUX, { two: 4 }, 'biosphere, analysis'],
  ['flux_biosphere_prior', FLUX, { two: 4 }, 'biosphere, prior'],
  ['flux_ocean_analysis', FLUX, { two: 0.5 }, 'ocean, analysis'],
  ['flux_ocean_prior', FLUX, { two: 0.5 }, 'ocean, prior'],
  ['flux_fireless_posterior', FLUX, { two: 4 }, 'natural flux, posterior'],
  ['flux_fireless_prior', FLUX, { two: 4 }, 'natural flux, prior'],
  ['flux_natural_posterior', FLUX, { two: 4 }, 'natural flux with fire, posterior'],
  ['flux_natural_prior', FLUX, { two: 4 }, 'natural flux with fire, prior'],
  ['flux_net_posterior', FLUX, { two: 6 }, 'net flux (with fossil and fire), posterior'],
  ['flux_net_prior', FLUX, { two: 6 }, 'net flux (with fossil and fire), prior'],
  ['flux_net_posterior_uncertainty', FLUX, { one: 2 }, 'net flux, uncertainty of the posterior'],
  ['flux_net_prior_uncertainty', FLUX, { one: 2 }, 'net flux, uncertainty of the prior'],
  ['uncertainty_reduction', DATA, { one: 1 }, 'uncertainty reduction'],
  ['averaging_kernel', DATA, { one: 1 }, 'averaging kernel'],
  ['observation_count', DATA, { one: 20 }, 'observations'],
  ['observations_assimilated', DATA, { one: 5 }, 'observations assimilated'],
  ['observations_withheld', DATA, { one: 5 }, 'observations withheld'],
  ['observations_gated', DATA, { one: 5 }, 'observations gated'],
  ['xco2_analysis', AIR, { year: 6 }, 'XCO2, analysis'],
  ['xco2_control', AIR, { year: 6 }, 'XCO2, control (CTRL)'],
  ['xco2_forecast', AIR, { year: 6 }, 'XCO2, forecast (FC)'],
  ['xco2_increment', AIR, { two: 2 }, 'XCO2, increment'],
  ['xco2_analysis_spread', AIR, { one: 2 }, 'XCO2, spread'],
].map(([name, group, range, label]) => ({ name, group, range, label }));

export const GROUPS = { [FLUX]: 'Flux', [DATA]: 'What the data say', [AIR]: 'CO2 of the air', points: 'Observations' };

/// Choices that are drawn as points: what the observation is held against.
export const POINTS = { observations: 'backgroundPpm', departures: 'analysisPpm' };

/// What the maps show before anyone has chosen, of the fields that there are.
export const firstOf = (system, fields) => {
  if (system !== 'inversion') return ['flux_analysis', 'flux_increment', 'xco2_analysis', 'observations'];
  // files of which no fire can be taken away have it within, and their labels say so
  const kind = fields.some(f => f.name === 'flux_fireless_posterior') ? 'fireless' : 'natural';
  return [`flux_${kind}_posterior`, `flux_${kind}_prior`, 'uncertainty_reduction', 'observations'];
};

/// Fields that tell of fluxes which observations have corrected: only on these a doubt makes sense.
export const isCorrected = name => /^flux_(analysis|increment|total|biosphere_analysis|fireless_posterior|natural_posterior|net_posterior)$/.test(name);

/// Where the observations have cut the uncertainty by less, they say too little.
export const LEAST_REDUCTION = 0.1;

/// Whether a cell's value rests on too little data, by cell; null where it cannot be told.
export function doubtOf(fields, least = LEAST_REDUCTION) {
  const field = fields.find(f => f.name === 'uncertainty_reduction');
  return field ? field.values.map(value => value !== null && value < least) : null;
}

/// A short name; the longer one of its file where the catalogue has none.
export const labelOf = ({ name, longName }) => CATALOGUE.find(entry => entry.name === name)?.label ?? longName;

const less = (whole, part) => whole === null || part === null ? null : whole - part;
const sum = (...values) => values.some(value => value === null) ? null : values.reduce((a, b) => a + b, 0);

/// What follows from fields of a day or month, by cell: {name, longName, units, of: names, value}.
const DERIVED = [
  { name: 'flux_fireless_posterior', longName: 'natural CO2 flux with the observations, without fossil and fire, positive to the air', units: 'umol m-2 s-1',
    of: ['flux_natural_posterior', 'flux_fire'], value: less },
  { name: 'flux_fireless_prior', longName: 'natural CO2 flux before the observations, without fossil and fire, positive to the air', units: 'umol m-2 s-1',
    of: ['flux_natural_prior', 'flux_fire'], value: less },
  { name: 'flux_total', longName: 'total CO2 flux, natural as analysed with fossil and fire, positive to the air', units: 'umol m-2 s-1',
    of: ['flux_analysis', 'flux_fossil', 'flux_fire'], value: sum },
  { name: 'uncertainty_reduction', longName: '1 less the ratio of the spreads of the natural flux after and before the observations', units: '1',
    of: ['flux_analysis_spread', 'flux_prior_spread'], value: (after, before) => after === null || !(before > 0) ? null : 1 - after / before },
];

/// Fields with those that follow from them.
export function withDerived(fields) {
  const byName = new Map(fields.map(field => [field.name, field]));
  const further = DERIVED.filter(field => !byName.has(field.name) && field.of.every(name => byName.has(name)))
    .map(({ name, longName, units, of, value }) => {
      const parts = of.map(part => byName.get(part).values);
      return { name, longName, units, values: parts[0].map((_, c) => value(...parts.map(values => values[c]))) };
    });
  return [...fields, ...further];
}

const at = name => {
  const n = CATALOGUE.findIndex(entry => entry.name === name);
  return n < 0 ? CATALOGUE.length : n;
};

/// Names of a day's fields by group, in the catalogue's order, unknown ones last: [[group, [name, ...]], ...].
export function choices(names) {
  const sorted = [...names].sort((a, b) => at(a) - at(b) || a.localeCompare(b));
  const groupOf = name => CATALOGUE.find(entry => entry.name === name)?.group ?? (name.startsWith('xco2') ? AIR : name.startsWith('flux') ? FLUX : DATA);
  return [FLUX, DATA, AIR].map(group => [group, sorted.filter(name => groupOf(name) === group)]).filter(([, some]) => some.length);
}

/// The scale of a field on a day; fit: to the day's own values.
export function scaleOf(name, values, { day, fit = false }) {
  const range = CATALOGUE.find(entry => entry.name === name)?.range;
  const diverges = range ? 'two' in range : values.some(value => value < 0);
  if (fit || !range) return fittedScale(values, diverges);
  if ('two' in range) return fixedScale(-range.two, range.two, true);
  if ('one' in range) return fixedScale(0, range.one, false);
  const middle = Math.round(airOf(Number(day.slice(0, 4))) / 2) * 2;
  return fixedScale(middle - range.year, middle + range.year, false);
}

/// The scale of a difference between two days: half as wide as the field's own, about zero.
export function differenceScale(name, values, { fit = false }) {
  const range = CATALOGUE.find(entry => entry.name === name)?.range;
  if (fit || !range) return fittedScale(values, true);
  const half = (range.two ?? range.one ?? range.year) / 2;
  return fixedScale(-half, half, true);
}

export const departureScale = (values, { fit = false }) => fit ? fittedScale(values, true) : fixedScale(-4, 4, true);

/// How many values lie beyond the ends of a scale.
export const beyond = (values, scale) => values.filter(v => v !== null && (v < scale.low - 1e-9 || v > scale.high + 1e-9)).length;
