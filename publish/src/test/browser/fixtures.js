// What the page is told in the test of things that this publish does not run: state, alarms, explanations.

export const state = changes => ({
  now: '2026-01-01T00:00:00Z', level: 'good', summary: 'All services run.',
  services: ['ingest', 'assimilate', 'publish'].map(service => ({ service, instance: `${service}-1`, state: 'up', since: '2026-01-01T00:00:00Z',
    heard: '2026-01-01T00:00:00Z', ageSeconds: 2, version: '0.2.0', parts: [], numbers: {} })),
  domains: [{ domain: 'plane', system: 'filter', newestDay: '2019-05-03', revision: 0, days: 3, writtenAt: '2026-01-01T00:00:00Z', ageDays: 1, waiting: [] }],
  sensors: [{ sensor: 'oco2', newestDay: '2019-05-03', newestGranule: 'oco2_LtCO2_190503.nc4', granules: 3 }],
  alarms: [], quarantine: [], deadLetters: [], disks: [{ folder: 'products', service: 'publish', freeBytes: 6e11, totalBytes: 1e12 }],
  ...changes,
});

const alarm = { id: 'oco2-nadir-2019-05-02', sensor: 'oco2', mode: 'nadir', statistic: 'omb-mean', severity: 'severe', value: 2.4, limit: [-0.6, 0.7],
  daysOut: 3, daysLooked: 10, side: 'sensor', text: 'oco2 nadir: o - b of 2.40 ppm, <b>beyond</b> -0.60 to 0.70', explain: '/#domain=plane&day=2019-05-02&sensor=oco2&mode=nadir' };

export const troubled = state({
  level: 'bad', summary: 'ingest is silent.',
  services: state().services.map(s => s.service === 'ingest' ? { ...s, state: 'silent', ageSeconds: 41 } : s),
  alarms: [{ ...alarm, domain: 'plane', system: 'filter', day: '2019-05-02' }],
  quarantine: [{ granule: 'oco2_LtCO2_190502.nc4', sensor: 'oco2', day: '2019-05-02', why: 'variable xco2 is missing' }],
});

export function alarms(url) {
  const day = url.searchParams.get('day');
  const about = { domain: 'plane', system: 'filter' };
  if (!day) return { ...about, days: [{ day: '2019-05-02', revision: 0, worst: 'severe', alarms: [alarm] }] };
  return { ...about, day, revision: 0, alarms: day === '2019-05-02' ? [alarm] : [],
    watched: [{ sensor: 'oco2', mode: 'nadir', count: 20, gatedShare: 0.05, ombMean: day === '2019-05-02' ? 2.4 : 0.1, ombSd: 0.7, omaMean: 0.1, omaSd: 0.4, chiSquare: 0.9,
      limits: { ombMean: { soft: [-0.6, 0.7], hard: [-2, 2] } } }] };
}

export function explanation(url) {
  const { searchParams } = url, day = searchParams.get('day'), sensor = searchParams.get('sensor');
  const observations = [0, 1, 2].map(n => ({ id: `o${n}`, granule: 'oco2_LtCO2_190502.nc4', sensor: 'oco2', mode: 'nadir', day, time: `${day}T05:0${n}:00Z`,
    latitude: 33 + n, longitude: 114 + n, departurePpm: 1 - n, errorPpm: 0.8, share: 0.2 - 0.1 * n }));
  const about = { domain: 'plane', system: 'filter', day, granules: [{ granule: 'oco2_LtCO2_190502.nc4', sensor: 'oco2', day, share: 0.3, observations: 3 }], observations };
  return sensor
    ? { ...about, sensor, mode: searchParams.get('mode'), regions: [{ region: 'north', share: 0.3, increment: 0.35, afterWithout: -1.4 }],
      errorAdvice: { days: 20, observations: 60, statedPpm: 0.8, desroziersPpm: 1.1, ratio: 1.38 } }
    : { ...about, revision: 0, region: searchParams.get('region'), unit: 'TgC d-1', before: -1.45, after: -1.1, increment: 0.35, spreadBefore: 0.6, spreadAfter: 0.4,
      sumOfShares: 0.3, smoothingDays: 0, groups: [{ sensor: 'oco2', mode: 'nadir', share: 0.3, observations: 5 }], rest: 0.05, without: [{ sensor: 'oco2', after: -1.4, change: -0.3 }] };
}

/// A domain with both systems: three months of an inversion on a grid of 4 by 3, and nothing of the filter.
export function months(url) {
  const values = value => Array(12).fill(value), field = (name, value) => ({ name, longName: name, units: 'umol m-2 s-1', values: values(value) });
  const firsts = ['2019-03-01', '2019-04-01', '2019-05-01'];
  switch (url.pathname) {
    case '/api/domains': return [{ name: 'world', system: 'inversion', days: 3 }, { name: 'world', system: 'filter', days: 0 }];
    case '/api/days': return url.searchParams.get('system') === 'filter' ? [] : firsts.map(day => ({ day, revision: 0, asOf: '2019-06-03', status: 'final' }));
    case '/api/day': {
      const month = url.searchParams.get('day').slice(0, 7);
      return { file: 'x.nc', identity: { domain: 'world', system: 'inversion', day: '2019-06-03', revision: 0 }, status: 'final', background: 'b', method: 'm', byStatus: {}, invented: '', standIns: [],
        grid: { mapping: 'latitude_longitude', x: [100, 110, 120, 130], y: [20, 30, 40] }, observations: [],
        fields: [field('flux_natural_posterior', 3), field('flux_natural_prior', 2), field('flux_fire', 1), field('uncertainty_reduction', 0.5)],
        estimate: { month, unused: {}, missing: {}, degreesOfFreedom: 3, granules: [], scores: {}, chiSquare: 1,
          regions: [{ region: 'domain', fossil: 2, fire: 1, priorNet: 4, posteriorNet: 5, priorNetSpread: 1, posteriorNetSpread: 0.5 }] } };
    }
    case '/api/v1/domains/world/inversion/series':
      return { area_km2: 1e6, spread_of: 'the posterior', rows: firsts.map(begin => ({ period: begin.slice(0, 7), begin, end: `${begin.slice(0, 7)}-30`, days: 30, missing: 0, prior: 30, analysis: 60, spread: 15, fossil: 60, fire: 30, total: 150 })) };
    case '/api/methods': return [];
    case '/api/diff': return { change: null, why: 'there is one edition' };
    case '/api/outlines': return { regions: [] };
    default: return null;
  }
}
