// What lies over a map's cells: doubt, coast, borders, outlines of regions, the chosen cell, a polygon that is drawn.

import { unwrapped } from './api.js';
import { dense, onPlane } from './atlas.js';

const HATCH = 7;

function stroke(pen, panel, lines, passes) {
  pen.beginPath();
  for (const line of lines) line.forEach((point, n) => pen[n ? 'lineTo' : 'moveTo'](...panel.screen(point)));
  for (const [width, style] of passes) {
    pen.lineWidth = width;
    pen.strokeStyle = style;
    pen.stroke();
  }
}

/// Slanting lines over cells, and a veil that takes their colour.
function hatch(pen, panel, doubt) {
  const { nx } = panel.projection, { box } = panel;
  pen.save();
  pen.beginPath();
  doubt.forEach((doubtful, c) => {
    if (!doubtful) return;
    const [left, bottom] = panel.screen([c % nx - 0.5, Math.floor(c / nx) - 0.5]);
    const [right, top] = panel.screen([c % nx + 0.5, Math.floor(c / nx) + 0.5]);
    pen.rect(left, top, right - left, bottom - top);
  });
  pen.clip();
  pen.fillStyle = 'rgba(140, 140, 140, .3)';
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.beginPath();
  for (let x = -box.height; x < box.width; x += HATCH) {
    pen.moveTo(box.x + x, box.y + box.height);
    pen.lineTo(box.x + x + box.height, box.y);
  }
  pen.lineWidth = 1;
  pen.strokeStyle = 'rgba(60, 60, 60, .55)';
  pen.stroke();
  pen.restore();
}

/// over: {atlas, doubt?, cursor?, regions: [{name, rings}], region?, cell?: {latitude, longitude}, polygon?: [[lon, lat], ...], isOpen?}.
export function drawOver(pen, panel, over) {
  const { projection, box } = panel;
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  pen.lineJoin = 'round';
  if (over.doubt) hatch(pen, panel, over.doubt);
  const { coast, borders } = over.atlas.on(projection);
  stroke(pen, panel, borders, [[0.7, 'rgba(70, 70, 70, .75)']]);
  stroke(pen, panel, coast, [[2.4, 'rgba(255, 255, 255, .5)'], [1, '#15181c']]);
  const rings = region => region.rings.flatMap(ring => onPlane(dense(ring), projection));
  pen.setLineDash([4, 3]);
  stroke(pen, panel, over.regions.filter(r => r.name !== over.region).flatMap(rings), [[1, 'rgba(110, 40, 130, .6)']]);
  pen.setLineDash([]);
  const chosen = over.regions.filter(r => r.name === over.region).flatMap(rings);
  stroke(pen, panel, chosen, [[4, 'rgba(255, 255, 255, .8)'], [2, '#7b1fa2']]);
  if (over.polygon?.length) polygon(pen, panel, over);
  if (over.cell) cell(pen, panel, over.cell);
  over.cursor?.draw(pen);
  pen.restore();
}

function polygon(pen, panel, { polygon: corners, isOpen }) {
  const { projection } = panel, line = unwrapped(corners);
  stroke(pen, panel, onPlane(isOpen ? line : dense(line), projection), [[4, 'rgba(255, 255, 255, .8)'], [2, '#00695c']]);
  pen.fillStyle = '#00695c';
  for (const [longitude, latitude] of corners) {
    const [x, y] = panel.screen(projection.locate(latitude, longitude));
    pen.fillRect(x - 3, y - 3, 6, 6);
  }
}

function cell(pen, panel, { latitude, longitude }) {
  const [x, y] = panel.projection.locate(latitude, longitude).map(Math.round);
  const [left, bottom] = panel.screen([x - 0.5, y - 0.5]), [right, top] = panel.screen([x + 0.5, y + 0.5]);
  for (const [width, style] of [[4, '#ffffff'], [2, '#c2185b']]) {
    pen.lineWidth = width;
    pen.strokeStyle = style;
    pen.strokeRect(left, top, right - left, bottom - top);
  }
}
