// The strip: whether all is well, by /api/state and the page's own clock. What publish said is believed for so long and
// no longer: a light that is old is never green.

import { ageText } from './dates.js';

/// After so many seconds without an answer the page takes publish for gone.
export const SILENT_AFTER_S = 20;

/// A heartbeat that is older, s, says nothing of now.
const HEARTBEAT_S = 30;

const LEVELS = ['good', 'unknown', 'warning', 'bad'];
const worst = levels => levels.reduce((a, b) => LEVELS.indexOf(b) > LEVELS.indexOf(a) ? b : a, 'good');

const SERVICE_LEVELS = { up: 'good', starting: 'warning', waiting: 'warning', stopped: 'warning', failed: 'bad', silent: 'bad' };
const ALIVE = ['up', 'starting', 'waiting'];
const RUNS = ['up', 'waiting'];
const SEVERITY_LEVELS = { slight: 'warning', considerable: 'warning', severe: 'bad' };

/// A disk with less is nearly full.
const DISK_SHARE = 0.1;

const many = (n, one, more = `${one}s`) => `${n} ${n === 1 ? one : more}`;
const bytes = n => n >= 1e12 ? `${(n / 1e12).toFixed(1)} TB` : n >= 1e9 ? `${(n / 1e9).toFixed(0)} GB` : `${(n / 1e6).toFixed(0)} MB`;

/// Ages of services as publish told them, and grown since; of publish itself only since it answered, whatever Kafka
/// carries of its heartbeats.
function stateOf(one, age, sinceAnswerS) {
  const unheard = one.service === 'publish' ? sinceAnswerS : age;
  return unheard !== null && unheard > HEARTBEAT_S && ALIVE.includes(one.state) ? 'silent' : one.state;
}

const ageOf = (one, sinceAnswerS) => one.ageSeconds === null || one.ageSeconds === undefined ? null : one.ageSeconds + sinceAnswerS;

/// all: its own service's other instances among others.
function service(one, all, sinceAnswerS) {
  const age = ageOf(one, sinceAnswerS), state = stateOf(one, age, sinceAnswerS);
  const isReplaced = state === 'silent' && all.some(other => other !== one && other.service === one.service
    && RUNS.includes(stateOf(other, ageOf(other, sinceAnswerS), sinceAnswerS)));
  const details = (one.parts ?? []).filter(part => part.state !== 'up' || part.detail)
    .map(part => `${part.name} ${part.state}${part.detail ? `: ${part.detail}` : ''}`);
  return {
    label: one.service,
    text: state === 'up' ? '' : state,
    note: age === null ? '' : `${ageText(age)} ago`,
    level: isReplaced ? 'warning' : SERVICE_LEVELS[state] ?? 'unknown',
    details: [...isReplaced ? ['another instance runs'] : [], `${one.instance ?? one.service}${one.version ? `, version ${one.version}` : ''}, heard ${age === null ? 'never' : `${ageText(age)} ago`}`, ...details],
  };
}

function domain(one) {
  const waiting = one.waiting ?? [];
  return {
    label: one.system === 'filter' ? one.domain : `${one.domain} ${one.system}`,
    text: `${one.newestDay ?? 'no day yet'}${waiting.length ? ', waits' : ''}`,
    note: one.newestDay && Number.isFinite(one.ageDays) ? `${ageText(one.ageDays * 86_400)} old` : '',
    level: waiting.length || one.unreadable || one.damaged ? 'warning' : one.newestDay ? 'good' : 'unknown',
    details: [
      one.newestDay ? `newest day ${one.newestDay}, revision ${one.revision}; ${many(one.days, 'day')} on file` : 'no day on file yet',
      ...(one.ageDays === null || one.ageDays === undefined ? [] : [`the newest day ended ${ageText(one.ageDays * 86_400)} ago`]),
      ...waiting.map(text => `waits: ${text}`),
      ...one.unreadable ? [`whether there are alarms is not known: ${one.unreadable}`] : [],
      ...one.damaged ? [many(one.damaged, 'damaged file')] : [],
    ],
    waiting,
  };
}

/// Lines, and how many there are beside them of all.
const withRest = (lines, all) => all > lines.length ? [...lines, `and ${all - lines.length} more`] : lines;

/// Alarms of days whose files are long written, as those of a finished back-fill, are told apart: nobody is waiting for them.
function alarmText(alarms) {
  const now = alarms.filter(a => a.holds !== false).length;
  return !alarms.length ? 'none' : now === alarms.length ? String(now) : `${now || 'none'} now, ${alarms.length - now} old`;
}

function group(label, entries, text, level) {
  return { label, text, note: '', level: entries.length ? level : 'good', details: entries };
}

/// What the strip shows of an answer of /api/state: {level, summary, services, domains, sensors, troubles}, of each
/// {label, text, note, level, details}.
///
/// sinceAnswerS: since it came, by the page's clock.
export function stripOf(state, sinceAnswerS) {
  const services = (state.services ?? []).map((one, n, all) => service(one, all, sinceAnswerS));
  const domains = (state.domains ?? []).map(domain);
  const sensors = (state.sensors ?? []).map(one => ({
    label: one.sensor,
    text: one.newestDay ?? 'nothing yet',
    note: '',
    level: one.newestDay ? 'good' : 'unknown',
    details: [one.newestGranule ?? 'no granule yet', many(one.granules ?? 0, 'granule')],
  }));
  const alarms = state.alarms ?? [], quarantine = state.quarantine ?? [], letters = state.deadLetters ?? [], disks = state.disks ?? [];
  const full = disks.filter(disk => disk.totalBytes > 0 && disk.freeBytes < DISK_SHARE * disk.totalBytes);
  const troubles = [
    {
      ...group('alarms', alarms.map(a => a.text), alarmText(alarms), worst(alarms.filter(a => a.holds !== false).map(a => SEVERITY_LEVELS[a.severity] ?? 'warning'))),
      alarms,
    },
    group('quarantine', withRest(quarantine.map(q => `${q.granule}: ${q.why}`), state.quarantined), quarantine.length ? String(state.quarantined ?? quarantine.length) : 'empty', 'warning'),
    group('dead letters', letters.map(l => `${l.topic}: ${l.count} × ${l.reason}${l.detail ? `: ${l.detail}` : ''}`), letters.length ? String(letters.reduce((sum, l) => sum + l.count, 0)) : 'none', 'warning'),
    {
      label: 'disk',
      text: disks.length ? `${Math.round(100 * Math.min(...disks.map(d => d.totalBytes > 0 ? d.freeBytes / d.totalBytes : 1)))} % free` : 'not known',
      note: '',
      level: !disks.length ? 'unknown' : full.length ? 'bad' : 'good',
      details: disks.map(d => `${d.folder} of ${d.service}: ${bytes(d.freeBytes)} of ${bytes(d.totalBytes)} free`),
    },
  ];
  const said = { good: 'good', warning: 'warning', bad: 'bad' }[state.level] ?? 'unknown';
  const level = worst([said, ...services.map(s => s.level === 'unknown' ? 'good' : s.level)]);
  const silent = services.filter(s => s.level === 'bad').map(s => `${s.label} is ${s.text}`);
  const summary = level !== said && silent.length ? `${silent.join(', ')}.` : state.summary ?? '';
  return { level, summary, services, domains, sensors, troubles };
}

/// What publish last said while it answers with an error: of nothing is it known whether it is still so.
function mistaken(heard, now) {
  const summary = `publish runs, but cannot say how things are: ${heard.failure}.`;
  if (!heard.state) return { level: 'warning', summary, services: [], domains: [], sensors: [], troubles: [] };
  const age = now - heard.stateAt, strip = stripOf(heard.state, 0);
  const old = (heard.state.services ?? []).map(one => ageText(ageOf(one, age)));
  const unknown = entries => entries.map(entry => ({ ...entry, level: entry.level === 'good' ? 'unknown' : entry.level }));
  return {
    level: worst(['warning', strip.level]),
    summary: `${summary} What is shown was so ${ageText(age)} ago.`,
    services: strip.services.map((entry, n) => ({ ...entry, level: 'unknown', note: old[n] && `${old[n]} ago`, details: [`${entry.text || 'up'} ${ageText(age)} ago`, ...entry.details] })),
    domains: unknown(strip.domains), sensors: unknown(strip.sensors), troubles: unknown(strip.troubles),
  };
}

/// What there is to show where publish does not answer, or does not know of the state.
///
/// heard: {state?, stateAt?, missing?, at, failure?, isError?}: the last answer of /api/state and when it came, whether there
/// is no such path, when publish last answered anything (s, null: never), why it did not say how things are, and whether
/// that was an answer: an error.
export function judge(heard, now) {
  const since = heard.at === null ? now - heard.begun : now - heard.at;
  if (since > SILENT_AFTER_S || heard.failure && heard.at === null)
    return { level: 'bad', summary: `publish has not answered for ${ageText(since)}: nothing on this page is known to be true now.`,
      services: [{ label: 'publish', text: 'silent', note: `${ageText(since)} ago`, level: 'bad', details: [heard.failure ?? 'no answer'] }],
      domains: [], sensors: [], troubles: [] };
  if (heard.isError) return mistaken(heard, now);
  if (heard.missing)
    return { level: 'unknown', summary: 'The state of the services is not available: this publish has no /api/state.', services: [], domains: [], sensors: [], troubles: [] };
  if (!heard.state)
    return { level: 'unknown', summary: 'Asking publish how things are ...', services: [], domains: [], sensors: [], troubles: [] };
  const strip = stripOf(heard.state, now - heard.stateAt);
  if (heard.failure)
    return { ...strip, level: worst([strip.level, 'warning']), summary: `publish did not answer just now; the last answer is ${ageText(since)} old. ${strip.summary}` };
  return strip;
}
