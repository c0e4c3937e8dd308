// What can be drawn as a map, and on which scale. A scale is the same on every day, so that days can be held against each
// other; what the catalogue does not know is fitted to the day.

import { fixedScale, fittedScale } from './colour.js';

const FLUX = 'flux', AIR = 'air', DATA = 'data';

/// Year's mean of CO2 at Mauna Loa, ppm: a parabola through NOAA's means of 2000 to 2024, within 1 ppm. A column's own
/// range lies about it; in which year is all that moves the scale.
const airOf = year => 369.7 + 1.82 * (year - 2000) + 0.0193 * (year - 2000) ** 2;

/// In the order of the choice. two: about zero, sinks blue; one: from zero up; year: about the year's mean.
const CATALOGUE = [
  ['flux_analysis', FLUX, { two: 4 }],
  ['flux_prior', FLUX, { two: 4 }],
  ['flux_increment', FLUX, { two: 2 }],
  ['flux_analysis_spread', FLUX, { one: 2 }],
  ['flux_prior_spread', FLUX, { one: 2 }],
  ['flux_total', FLUX, { two: 6 }],
  ['flux_fossil', FLUX, { one: 6 }],
  ['flux_fire', FLUX, { one: 2 }],
  ['flux_biosphere_analysis', FLUX, { two: 4 }],
  ['flux_biosphere_prior', FLUX, { two: 4 }],
  ['flux_ocean_analysis', FLUX, { two: 0.5 }],
  ['flux_ocean_prior', FLUX, { two: 0.5 }],
  ['flux_natural_posterior', FLUX, { two: 4 }],
  ['flux_natural_prior', FLUX, { two: 4 }],
  ['flux_net_posterior', FLUX, { two: 6 }],
  ['flux_net_prior', FLUX, { two: 6 }],
  ['flux_net_posterior_uncertainty', FLUX, { one: 2 }],
  ['flux_net_prior_uncertainty', FLUX, { one: 2 }],
  ['uncertainty_reduction', DATA, { one: 1 }],
  ['averaging_kernel', DATA, { one: 1 }],
  ['observation_count', DATA, { one: 20 }],
  ['observations_assimilated', DATA, { one: 20 }],
  ['observations_withheld', DATA, { one: 20 }],
  ['xco2_analysis', AIR, { year: 8 }],
  ['xco2_control', AIR, { year: 8 }],
  ['xco2_forecast', AIR, { year: 8 }],
  ['xco2_increment', AIR, { two: 2 }],
  ['xco2_analysis_spread', AIR, { one: 2 }],
].map(([name, group, range]) => ({ name, group, range }));

export const GROUPS = { [FLUX]: 'Flux', [DATA]: 'What the data say', [AIR]: 'CO2 of the air', points: 'Observations' };

/// Choices that are drawn as points: what the observation is held against.
export const POINTS = { observations: 'backgroundPpm', departures: 'analysisPpm' };

/// What the maps show before anyone has chosen.
export const FIRST = {
  filter: ['flux_analysis', 'flux_increment', 'xco2_analysis', 'observations'],
  inversion: ['flux_natural_posterior', 'flux_natural_prior', 'uncertainty_reduction', 'observations'],
};

/// Fields that tell of fluxes which observations have corrected: only on these a doubt makes sense.
export const isCorrected = name => /^flux_(analysis|increment|total|biosphere_analysis|natural_posterior|net_posterior)$/.test(name);

/// Where the observations have cut the uncertainty by less, they say too little.
export const LEAST_REDUCTION = 0.1;

/// Whether a cell's value rests on too little data, by cell; null where it cannot be told.
export function doubtOf(fields, least = LEAST_REDUCTION) {
  const field = fields.find(f => f.name === 'uncertainty_reduction');
  return field ? field.values.map(value => value !== null && value < least) : null;
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
