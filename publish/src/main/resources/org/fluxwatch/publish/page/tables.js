// The tables beside the maps.

/// A number for a table; a dash where there is none.
export const digits = (value, count = 2) => value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(count).replace(/^-(?=0(\.0*)?$)/, '').replace(/^-/, '−');

/// Nothing where either is not known: null less null is no nought.
const difference = (a, b) => a === null || b === null ? null : a - b;

/// head: cells; rows: of cells; a cell: text or {kind, text}, kind a CSS class.
export function table(head, rows) {
  const element = document.createElement('table');
  const line = (cells, tag) => {
    const row = element.insertRow();
    for (const cell of cells) {
      const box = document.createElement(tag);
      if (typeof cell === 'object') {
        box.className = cell.kind;
        box.textContent = cell.text;
      } else box.textContent = cell;
      row.append(box);
    }
  };
  line(head, 'th');
  rows.forEach(row => line(row, 'td'));
  return element;
}

export function nothing(text) {
  const element = document.createElement('p');
  element.className = 'empty';
  element.textContent = text;
  return element;
}

/// chosen: the region whose row is marked; onRegion: gets the name of a row that is clicked.
export function regionTable(regions, { chosen = null, onRegion = null } = {}) {
  if (!regions.length) return nothing('There are no regions.');
  const element = table(['region', 'prior', 'analysis', 'change'], regions.map(r => [
    r.region,
    `${digits(r.priorTgCPerDay)} ± ${digits(r.priorSpreadTgCPerDay)}`,
    { kind: r.analysisTgCPerDay < 0 ? 'sink' : 'source',
      text: `${digits(r.analysisTgCPerDay)} ± ${digits(r.analysisSpreadTgCPerDay)}` },
    digits(difference(r.analysisTgCPerDay, r.priorTgCPerDay)),
  ]));
  if (onRegion) regions.forEach((r, n) => asChoice(element.rows[n + 1], r.region, r.region === chosen, onRegion));
  return element;
}

/// Makes the first cell of a row a button.
function asChoice(row, name, isChosen, act) {
  const choice = document.createElement('button');
  choice.type = 'button';
  choice.className = 'link';
  choice.textContent = name;
  choice.setAttribute('aria-pressed', isChosen);
  choice.addEventListener('click', () => act(name));
  row.cells[0].replaceChildren(choice);
  row.classList.toggle('chosen', isChosen);
}

const LANES = ['CTRL', 'FC', 'AN', 'prior', 'posterior'];

export function scoreTable(statistics) {
  const names = Object.keys(statistics);
  if (!names.length) return nothing('No observations.');
  const lane = name => LANES.indexOf(name.slice(name.lastIndexOf('/') + 1));
  const set = name => name.slice(0, name.lastIndexOf('/'));
  names.sort((a, b) => set(a).localeCompare(set(b)) || lane(a) - lane(b));
  return table(['set', 'lane', 'n', 'bias', 'RMSE', 'MAE', 'r'], names.map(name => {
    const s = statistics[name];
    return [set(name), name.slice(name.lastIndexOf('/') + 1), s.count, digits(s.biasPpm), digits(s.rmsePpm), digits(s.maePpm), digits(s.correlation)];
  }));
}

const pairOf = m => `${m.filter} and ${m.inversion}`;

/// differences: of a month, by region, as /api/methods gives them.
export function methodTable(differences) {
  const one = new Set(differences.map(pairOf)).size === 1;
  return table(['region', 'filter', 'inversion', 'difference'], differences.map(m => [
    one ? m.region : `${m.region}, ${pairOf(m)}`,
    `${digits(m.filterFlux)} ± ${digits(m.filterUncertainty)}`,
    `${digits(m.inversionFlux)} ± ${digits(m.inversionUncertainty)}`,
    `${digits(m.difference)} = ${digits(m.sigmas, 1)} × ${digits(m.jointUncertainty)}`,
  ]));
}

/// What stands behind them, a sentence for each pair of domains.
export function methodNote(differences) {
  const notes = differences.map(m => `${pairOf(m)}: ${m.filterDays} and ${m.inversionDays} days of ${m.month}, `
    + `winds of ${m.sameWinds ? 'the same product' : 'other products'}, `
    + `${m.independentRows ? 'rows of another transport model' : 'rows of our own transport'}.`);
  return [...new Set(notes)].join(' ');
}

const count = value => (value ?? 0).toLocaleString('en');

/// Three services as far as topics, files and publish's own health tell.
/// shown: granules of the day on the page, null without one.
export function pipelineTable(pipeline, shown, days) {
  const latest = days.at(-1);
  const granules = shown ? shown.map(g => `${g.sensor} ${g.version}`).join(', ') || 'none' : 'none yet';
  const lag = (pipeline.lag.analyses ?? 0) + (pipeline.lag.innovations ?? 0);
  const parts = Object.entries(pipeline.parts)
    .map(([name, part]) => `${name} ${part.state.toLowerCase()}${part.detail ? `: ${part.detail}` : ''}`).join('; ');
  const detail = text => ({ kind: 'detail', text });
  return table(['service', { kind: 'detail', text: 'state' }], [
    ['ingest', detail(`${count(pipeline.written.granules)} granule and ${count(pipeline.written.observations)} observation offsets written; granules of the day shown: ${granules}`)],
    ['assimilate', detail(`${count(pipeline.written.analyses)} analysis and ${count(pipeline.written.innovations)} innovation offsets written; `
      + (latest ? `newest day ${(latest.asOf ?? latest.day).replaceAll('-', '\u2011')}, revision ${latest.revision}` : 'no day yet'))],
    ['publish', detail(`${parts}; ${days.length} ${latest?.asOf ? 'months' : 'days'} on file, ${count(lag)} offsets behind`
      + (pipeline.pending.length ? `; begun: ${pipeline.pending.join('; ')}` : ''))],
  ]);
}
