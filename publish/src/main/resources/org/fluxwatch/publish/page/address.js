// What the page shows, as the part of its address behind '#', so that a link or a bookmark brings it back:
// #domain=east-asia&system=filter&day=2019-05-10&maps=flux_analysis,xco2_analysis&region=north&against=2019-05-09&span=366&why=open

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/// Days of a series; 0: all there are.
export const SPANS = [['30', '30 days'], ['92', '3 months'], ['366', 'a year'], ['0', 'all']];
export const FIRST_SPAN = '92';

const FIELD = /^[a-z0-9_-]+$/i;

const numbers = text => (text ?? '').split(',').map(part => part.trim() === '' ? NaN : Number(part));

/// A place {latitude, longitude} of 'latitude,longitude'; null where it is none.
function place(text) {
  const [latitude, longitude, ...rest] = numbers(text);
  const there = rest.length === 0 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360;
  return there ? { latitude, longitude } : null;
}

/// Corners [[longitude, latitude], ...], at least three, of 'longitude,latitude,longitude,...'; null where they are none.
function corners(text) {
  const values = numbers(text);
  if (values.length < 6 || values.length % 2 || !values.every(Number.isFinite)) return null;
  return Array.from({ length: values.length / 2 }, (_, n) => values.slice(2 * n, 2 * n + 2));
}

const given = hash => new URLSearchParams(hash.replace(/^#\/?/, '').replace(/^[^=&?]*\?/, ''));

/// What an address asks for; null for what it does not say, or says in a way that cannot be understood.
export function parseAddress(hash) {
  const parts = given(hash), text = key => parts.get(key) || null;
  const day = key => DAY.test(text(key) ?? '') ? text(key) : null;
  // an alarm may be named by its sensor alone
  const alarmed = FIELD.test(text('alarm') ?? '') ? text('alarm') : null;
  const sensor = text('sensor') ?? alarmed;
  return {
    domain: text('domain'),
    system: text('system'),
    day: day('day'),
    maps: text('maps')?.split(',').filter(name => FIELD.test(name)) ?? null,
    region: text('region'),
    cell: place(text('cell')),
    polygon: corners(text('polygon')),
    against: day('against'),
    fit: text('fit') === 'day',
    hatched: text('hatch') !== 'off',
    span: SPANS.some(([days]) => days === text('span')) && text('span') !== FIRST_SPAN ? text('span') : null,
    sensor,
    mode: text('mode') === 'all' ? null : text('mode'),
    alarm: text('alarm'),
    // who names a sensor wants to know what it did
    why: text('why') ? text('why') === 'open' : Boolean(sensor),
  };
}

/// Names of what an address says that means nothing here: what is misspelt, no day, no place.
export function unreadIn(hash) {
  const view = parseAddress(hash);
  const isRead = {
    maps: () => view.maps.length === given(hash).get('maps').split(',').length && view.maps.length === 4, fit: value => value === 'day', hatch: value => value === 'off',
    span: value => SPANS.some(([days]) => days === value), why: value => value === 'open' || value === 'closed', mode: () => true,
  };
  return [...given(hash)].filter(([key, value]) => value && !(isRead[key]?.(value) ?? (view[key] ?? null) !== null)).map(([key]) => key);
}

const rounded = value => Number(value.toFixed(3));

/// The address of a view, with '#'; what is null or false is left out.
export function formatAddress(view) {
  const parts = {
    domain: view.domain,
    system: view.system,
    day: view.day,
    maps: view.maps?.join(','),
    region: view.region,
    cell: view.cell && [view.cell.latitude, view.cell.longitude].map(rounded).join(','),
    polygon: view.polygon && view.polygon.flat().map(rounded).join(','),
    against: view.against,
    fit: view.fit ? 'day' : null,
    hatch: view.hatched === false ? 'off' : null,
    span: view.span,
    sensor: view.sensor,
    mode: view.mode,
    alarm: view.alarm,
    why: view.why && !view.sensor ? 'open' : view.sensor && view.why === false ? 'closed' : null,
  };
  return '#' + Object.entries(parts).filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&');
}
