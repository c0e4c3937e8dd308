// How good the analysis of a day is, by observations: scores, chi-square, ranks, counts.

import { Chart } from './charts.js';
import { nothing, scoreTable, table } from './tables.js';

const known = value => value !== null && value !== undefined && Number.isFinite(value);

/// What a chi-square says, in words.
export function chiSquareText(value) {
  if (!known(value)) return '';
  const how = value > 1.5 ? 'departures are larger than stated errors and spread explain'
    : value < 0.5 ? 'stated errors and spread are larger than the departures need' : 'departures are as large as stated';
  return `Chi-square ${value.toFixed(2)}: ${how}.`;
}

/// Counts in so many boxes, where there are many members.
export function boxed(counts, most = 13) {
  const width = Math.ceil(counts.length / most);
  const boxes = [];
  for (let n = 0; n < counts.length; n += width)
    boxes.push({ from: n, to: Math.min(counts.length, n + width) - 1, count: counts.slice(n, n + width).reduce((a, b) => a + b, 0) });
  return boxes;
}

function rankChart(counts, width) {
  const boxes = boxed(counts), total = counts.reduce((a, b) => a + b, 0);
  const greatest = Math.max(...boxes.map(box => box.count), 1);
  const chart = new Chart({
    title: 'Rank histogram', units: `${total} observations among ${counts.length - 1} members; flat when the spread is honest`, width, height: 150, bottom: 30,
    x: { from: -0.5, to: boxes.length - 0.5, label: 'members below the observation', ticks: boxes.map((box, at) => ({ at, label: String(box.from) })), level: true,
      name: at => boxes[at].from === boxes[at].to ? `rank ${boxes[at].from}` : `ranks ${boxes[at].from} to ${boxes[at].to}` },
    y: { from: 0, to: greatest, label: 'count', whole: true },
  });
  boxes.forEach((box, at) => chart.bar(at, box.count, { kind: 'bar', name: 'observations' }));
  return chart.level(total * (boxes[0].to + 1) / counts.length, { kind: 'goal', name: 'flat' });
}

/// Elements that show the skill of a day's content.
export function skillOf(content, width) {
  const elements = [scoreTable(content.scores)];
  const line = document.createElement('p');
  line.textContent = [chiSquareText(content.chiSquare), ...content.remarks].filter(Boolean).join(' ');
  elements.push(line);
  const counts = Object.entries(content.byStatus ?? {}).filter(([, n]) => n);
  elements.push(counts.length ? table(['observations', 'count'], counts.map(([status, n]) => [status, n])) : nothing('No observations were counted.'));
  if (content.ranks?.some(n => n > 0)) elements.push(rankChart(content.ranks, width).figure);
  return elements;
}

