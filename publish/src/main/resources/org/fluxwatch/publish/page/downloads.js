// Links to all files of a day or month.

import { nothing, table } from './tables.js';

const NAMES = {
  fields: 'fields, regions, scores', observations: 'observations and what was made of each', hourly: 'natural flux by hour',
  members: 'natural flux by member of the ensemble', month: 'the month', month_members: 'the month by member', year: 'the year',
};

/// files: of /api/v1/.../days/{day}, paths below /products/ by what is in them.
export function downloadTable(files) {
  const entries = Object.entries(files ?? {});
  if (!entries.length) return nothing('There is no file.');
  const element = table(['what', { kind: 'detail', text: 'netCDF file' }], entries.map(([kind]) => [{ kind: 'detail', text: NAMES[kind] ?? kind }, { kind: 'detail', text: '' }]));
  entries.forEach(([, path], n) => {
    const link = document.createElement('a');
    link.href = `/products/${path}`;
    link.textContent = path.slice(path.lastIndexOf('/') + 1);
    link.download = '';
    element.rows[n + 1].cells[1].append(link);
  });
  return element;
}
