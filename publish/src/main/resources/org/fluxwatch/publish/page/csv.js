// Tables as CSV (RFC 4180), and as files of the browser.

const cell = value => {
  const text = value === null || value === undefined ? '' : String(value);
  // a spreadsheet would take such a text for a formula
  const safe = typeof value === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/// head: names of columns; rows: of values; nothing stands for null.
export const toCsv = (head, rows) => [head, ...rows].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';

/// Lets the browser keep a text as a file.
export function save(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
