// How the page asks publish.

const PATIENCE_MS = 15_000;

/// An answer that is none: with its status, 0 where nothing came.
class NoAnswer extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function ask(path, signal) {
  try {
    return await fetch(path, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)].filter(Boolean)) });
  } catch (failure) {
    throw new NoAnswer(failure.name === 'TimeoutError' ? 'no answer in time' : failure.message, 0);
  }
}

export async function get(path, signal) {
  const answer = await ask(path, signal);
  let body = null;
  try {
    body = await answer.json();
  } catch {
    if (answer.ok) throw new NoAnswer('the answer broke off', 0);
  }
  if (!answer.ok) throw new NoAnswer(body?.error ?? `status ${answer.status}`, answer.status);
  return body;
}

/// Null where there is none: another publish may not know the path.
export async function getIfThere(path, signal) {
  try {
    return await get(path, signal);
  } catch (failure) {
    if (failure.status === 404) return null;
    throw failure;
  }
}

/// A list has commas between its items.
const text = value => Array.isArray(value) ? value.map(encodeURIComponent).join(',') : encodeURIComponent(value);
const query = values => Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')
  .map(([key, value]) => `${key}=${text(value)}`).join('&');

/// source: {domain, system}.
export const of = (path, source, values = {}) => `${path}?${query({ domain: source.domain, system: source.system, ...values })}`;

export const v1 = (source, path, values = {}) => {
  const rest = query(values);
  return `/api/v1/domains/${encodeURIComponent(source.domain)}/${source.system}/${path}${rest && `?${rest}`}`;
};

/// Corners [[longitude, latitude], ...], each within 180 degrees of longitude of the one before, beyond 180 if need be.
export function unwrapped(corners) {
  const [first, ...others] = corners;
  let before = first;
  return corners.length ? [first, ...others.map(([longitude, latitude]) => before = [longitude - 360 * Math.round((longitude - before[0]) / 360), latitude])] : [];
}

/// Well-known text of corners [[longitude, latitude], ...], closed.
export const polygonText = corners => `POLYGON((${[...corners, corners[0]].map(([lon, lat]) => `${lon.toFixed(4)} ${lat.toFixed(4)}`).join(', ')}))`;
