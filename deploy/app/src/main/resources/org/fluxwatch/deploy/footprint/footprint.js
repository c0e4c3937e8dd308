// A footprint's map, from the JSON that stands in the page.

import { decadesScale } from './colour.js';
import { Projection } from './projection.js';
import { MapPanel } from './map.js';

/// What is weaker than the strongest by more is not drawn: a plume's edges fade over dozens of decades.
const DECADES = 5;

const data = JSON.parse(document.getElementById('data').textContent);
const page = document.getElementById('footprint');

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function facts() {
  const list = document.createElement('dl');
  for (const [name, value] of Object.entries(data.facts)) list.append(element('dt', name), element('dd', value));
  return list;
}

document.title = `fluxwatch footprint, ${data.title}`;
page.append(element('h1', data.title), facts());
const projection = new Projection(data.grid);
const panel = new MapPanel(page);
const scale = decadesScale(data.values, DECADES);
panel.show({
  title: 'Sensitivity to surface fluxes, all times added up',
  units: 'log10 of ppm for 1 µmol m⁻² s⁻¹ kept over the cell; what is below 10 to the ' +
    `${scale.format(scale.low)} is not drawn`,
  values: data.values.map(v => v === null || v < scale.low ? null : v),
  scale,
}, projection);

/// With a cross where the air was observed, where that is on the map.
function draw() {
  panel.draw();
  const pen = panel.canvas.getContext('2d');
  const [x, y] = panel.screen(projection.locate(data.receptor.latitude, data.receptor.longitude));
  if (x < panel.box.x || x > panel.box.x + panel.box.width || y < panel.box.y || y > panel.box.y + panel.box.height) return;
  panel.mark(pen, x, y, 'cross', '#ffffff');
}

draw();
addEventListener('resize', draw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
