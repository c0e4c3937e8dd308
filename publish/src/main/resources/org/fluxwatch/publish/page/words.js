// What the words on the page mean.

import { table } from './tables.js';

const WORDS = [
  ['prior', 'the flux as models and inventories have it, before any observation'],
  ['background', 'what the model expects, of fluxes and air, just before an observation is used'],
  ['observation', 'XCO2 seen by a satellite: CO2 of the whole column of dry air, ppm; here a mean of neighbouring soundings (superobservation)'],
  ['innovation', 'observed minus background (o − b), ppm: what the observation says that was not known'],
  ['analysis', 'the best estimate with the observations; observed minus analysis (o − a) is what they left unexplained'],
  ['increment', 'analysis minus background: what the observations changed'],
  ['spread', 'standard deviation over the ensemble (filter): how uncertain a value is; bands are ± one'],
  ['uncertainty reduction', '1 less the ratio of the spreads after and before: 0 where the data say nothing, 1 where they say all'],
  ['natural flux', 'biosphere and ocean; without fossil fuel and fire unless said; positive to the air'],
  ['total', 'natural flux as analysed, with fossil fuel and fire'],
  ['assimilated, withheld, gated', 'used by the analysis; kept out to test it; refused, since too far from the background'],
  ['CTRL, FC, AN', 'air by the prior flux without observations; by the analysed flux without assimilation of the air; the analysis'],
  ['chi-square', 'mean of (o − b)² over its expected variance: 1 when stated errors are honest, above 1 when they are too small'],
  ['rank histogram', 'where observations fall among the members: flat when the ensemble is honest, a U when it is too sure'],
  ['filter, inversion', 'the hourly ensemble filter (JDAS); the monthly analytical inversion (MEGA)'],
  ['posterior', 'the inversion’s estimate of a month with the observations, as the analysis is the filter’s of a day'],
  ['net flux', 'all CO2 from and to the ground: natural flux with fossil fuel and fire'],
  ['averaging kernel', 'how much of an estimate comes from the observations: 0 none, 1 all; of a retrieval, how it sees each layer of air'],
  ['soft limit, hard limit', 'of a sensor’s statistics: from its last 20 observed days without their extremes; fixed in the settings'],
  ['quarantine', 'granules that could not be used, put aside with the reason'],
  ['dead letter', 'a record between services that could not be used, put aside with the reason until an operator settles it'],
  ['revision', 'which making of a day it is, as for late or reprocessed data; 0 is the first'],
  ['share', 'what one observation has added to a region’s increment; shares add up to it'],
];

export const wordsTable = () => table(['word', { kind: 'detail', text: 'meaning' }], WORDS.map(([word, meaning]) => [word, { kind: 'detail', text: meaning }]));
