// node page.js URL FOLDER: the page in a browser, at a publish that has the days 2019-05-01 to 2019-05-03 of domain plane.
// Prints a line for each check; 'next day' when one more day is to be written, 'done' at the end. Screenshots go to FOLDER.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { alarms, explanation, months, state, troubled } from './fixtures.js';

const [base, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, acceptDownloads: true });
const complaints = [];
let told = state(), isSilent = false, isFaulty = false;

/// Answers that go wrong: gets path and parameters; gives a status, or ms to wait, or nothing.
let fault = () => null;
let asked = [];

/// Answers of what this publish does not run; of nothing at all while it is silent.
await context.route('**/api/**', async route => {
  const url = new URL(route.request().url());
  if (isSilent) return route.abort();
  asked.push(url.pathname + url.search);
  const wrong = fault(url.pathname, url.searchParams);
  if (wrong >= 400 && wrong < 600) return route.fulfill({ status: wrong, json: { error: 'made up by the test' } });
  if (wrong) await new Promise(resolve => setTimeout(resolve, wrong));
  const answer = url.pathname === '/api/state' ? told : url.pathname === '/api/alarms' ? alarms(url) : url.pathname === '/api/explain' ? explanation(url) : null;
  return answer ? route.fulfill({ json: answer }) : route.continue();
});

async function open(hash = '', options = {}) {
  const page = await context.newPage();
  if (options.answers) await page.route('**/api/**', route => {
    const answer = options.answers(new URL(route.request().url()));
    return answer ? route.fulfill({ json: answer }) : route.fallback();
  });
  if (options.viewport) await page.setViewportSize(options.viewport);
  if (options.dark) await page.emulateMedia({ colorScheme: 'dark' });
  page.on('console', message => { if (message.type() === 'error' && !isSilent && !isFaulty) complaints.push(message.text()); });
  page.on('pageerror', error => complaints.push(error.stack));
  await page.addInitScript(() => {
    globalThis.refused = [];
    globalThis.streams = [];
    globalThis.EventSource = class extends EventSource {
      constructor(...given) {
        super(...given);
        globalThis.streams.push(this);
      }
    };
    globalThis.shifted = 0;
    document.addEventListener('securitypolicyviolation', event => globalThis.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
    new PerformanceObserver(list => list.getEntries().forEach(entry => { if (!entry.hadRecentInput) globalThis.shifted += entry.value; }))
      .observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${base}/${hash}`);
  await idle(page);
  return page;
}

const idle = page => page.waitForFunction(() => document.documentElement.dataset.state === 'idle', null, { timeout: 30_000 });
const text = (page, selector) => page.locator(selector).first().innerText();
const width = page => page.evaluate(() => document.scrollingElement.scrollWidth);
const until = (page, act, argument, timeout = 30_000) => page.waitForFunction(act, argument, { timeout });
const lights = page => page.$$eval('.light', all => all.map(one => one.className));

async function check(what, act) {
  try {
    await act();
    console.log(`ok: ${what}`);
  } catch (failure) {
    console.log(`not ok: ${what}: ${failure.stack}`);
    process.exitCode = 1;
  }
}

const page = await open();

await check('loads the latest day, all lights green', async () => {
  assert.equal(await text(page, '#day'), '2019-05-03');
  await until(page, () => document.title === 'plane 2019-05-03 · fluxwatch');
  assert.equal(await page.getAttribute('#strip', 'data-level'), 'good');
  assert.ok((await lights(page)).every(name => name === 'light good'), `${await lights(page)}`);
  assert.equal(await page.locator('.card canvas:visible').count(), 4);
  assert.match(await text(page, '#invented'), /Invented: winds/);
  // what is drawn is more than one colour
  const colours = await page.$eval('.card canvas', canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let n = 0; n < data.length; n += 4) seen.add(`${data[n]},${data[n + 1]},${data[n + 2]}`);
    return seen.size;
  });
  assert.ok(colours > 10, `${colours} colours`);
});

await check('does not shift while it loads', async () => assert.ok(await page.evaluate(() => globalThis.shifted) < 0.1, `${await page.evaluate(() => globalThis.shifted)}`));

await check('slider, buttons and keys choose days', async () => {
  await page.locator('#slider').fill('0');
  await until(page, () => document.getElementById('day').textContent === '2019-05-01' && location.hash.includes('day=2019-05-01'));
  await idle(page);
  assert.equal(await page.isChecked('#follow'), false);
  await page.locator('h1').click();
  await page.keyboard.press('ArrowRight');
  await until(page, () => location.hash.includes('day=2019-05-02'));
  await idle(page);
  assert.equal(await text(page, '#day'), '2019-05-02');
  await page.keyboard.press('End');
  await until(page, () => document.getElementById('follow').checked);
  await idle(page);
  assert.equal(await text(page, '#day'), '2019-05-03');
});

await check('the calendar shows which days there are', async () => {
  await page.click('#day');
  assert.equal(await page.locator('#calendar td button:enabled').count(), 3);
  assert.equal(await page.locator('#calendar td button').count(), 31);
  await page.click('#calendar [data-day="2019-05-02"]');
  await until(page, () => location.hash.includes('day=2019-05-02'));
  await idle(page);
  assert.equal(await page.isHidden('#calendar'), true);
});

await check('a click on a map opens the series of the cell', async () => {
  const box = await page.locator('.card canvas').first().boundingBox();
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.35);
  await until(page, () => location.hash.includes('cell='));
  await idle(page);
  assert.match(await text(page, '#series .subject'), /^Cell at/);
  assert.ok(await page.locator('#series svg path.analysis').count() > 0);
});

await check('a value is told under the pointer', async () => {
  const box = await page.locator('.card canvas').first().boundingBox();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4);
  assert.match(await text(page, '.card .tip'), /°N .*°E\n.*(µmol|none)/);
});

await check('the address brings the same view back', async () => {
  const again = await open(await page.evaluate(() => location.hash));
  assert.equal(await text(again, '#day'), '2019-05-02');
  assert.equal(await text(again, '#series .subject'), await text(page, '#series .subject'));
  await again.close();
});

await check('a region gives its series, with what is summed up', async () => {
  await page.locator('#regions button.link').first().click();
  await until(page, () => location.hash.includes('region='));
  await idle(page);
  assert.match(await text(page, '#series .subject'), /^Region/);
  assert.equal(await page.locator('#series figure').count(), 2);
  assert.equal(await page.locator('#series .tools:visible').count(), 2);
});

await check('a double click takes the smallest region there', async () => {
  // the box of the north, on the stereographic plane of 500 km cells about 35 N 116 E
  const box = await page.locator('.card canvas').first().boundingBox();
  await page.mouse.dblclick(box.x + box.width * 0.55, box.y + box.height * 0.15);
  await until(page, () => document.querySelector('#series .subject').textContent === 'Region north');
  await idle(page);
});

await check('an area is drawn by hand', async () => {
  await page.click('#draw');
  const box = await page.locator('.card canvas').first().boundingBox();
  for (const [x, y] of [[0.35, 0.2], [0.65, 0.2], [0.6, 0.45]]) await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  await page.keyboard.press('Enter');
  await until(page, () => location.hash.includes('polygon='));
  await idle(page);
  assert.match(await text(page, '#series .subject'), /^Drawn area/);
});

await check('another field is chosen, and its scale stays', async () => {
  await page.locator('.card select').first().selectOption('flux_prior');
  await until(page, () => location.hash.includes('maps=flux_prior'));
  await idle(page);
  assert.equal(await page.locator('.card').first().getAttribute('data-field'), 'flux_prior');
});

await check('a table stands behind a map, and CSV of all of it', async () => {
  await page.locator('.card .behind summary').first().click();
  // what a browser tells of an opened element comes a moment later
  await page.locator('.card').first().locator('tr').first().waitFor();
  assert.equal(await page.locator('.card').first().locator('tr').count(), 1 + 108);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.card button.quiet').first().click()]);
  assert.equal(download.suggestedFilename(), 'plane_filter_2019-05-02_flux_prior.csv');
});

await check('two days are compared, with their difference', async () => {
  await page.locator('h1').click();
  await page.keyboard.press('c');
  await until(page, () => location.hash.includes('against=2019-05-01'));
  await idle(page);
  assert.equal(await page.locator('.card:visible').count(), 3);
  assert.equal(await page.locator('.card').nth(2).getAttribute('data-field'), 'flux_prior_difference');
  await page.keyboard.press('c');
  await until(page, () => !location.hash.includes('against='));
  await idle(page);
});

await check('two days compared have maps as wide as their cards, and one day again too', async () => {
  const misfits = () => page.$$eval('.card', cards => cards.filter(card => !card.hidden && !card.querySelector('figure').hidden).map(card => {
    const canvas = card.querySelector('canvas');
    return Math.abs(canvas.width / devicePixelRatio - canvas.clientWidth);
  }).filter(off => off > 1));
  await page.keyboard.press('c');
  await until(page, () => location.hash.includes('against='));
  await idle(page);
  assert.deepEqual(await misfits(), []);
  await page.keyboard.press('c');
  await until(page, () => !location.hash.includes('against='));
  await idle(page);
  assert.deepEqual(await misfits(), []);
});

await check('a map is gone over by the keyboard, and the day stays', async () => {
  const day = await text(page, '#day');
  await page.locator('.card canvas').first().focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
  assert.match(await page.locator('.card .unseen').first().textContent(), /°N .*°E\n.*(µmol|none)/);
  const before = new URL(page.url()).hash;
  await page.keyboard.press('Enter');
  await until(page, old => location.hash !== old && location.hash.includes('cell='), before);
  await idle(page);
  assert.equal(await text(page, '#day'), day);
});

await check('what has the focus keeps it while days go by', async () => {
  await page.locator('#regions button.link', { hasText: 'north' }).focus();
  const day = await text(page, '#day');
  await page.keyboard.press('ArrowLeft');
  await until(page, old => document.getElementById('day').textContent !== old, day);
  await idle(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'north');
  await page.keyboard.press('ArrowRight');
  await idle(page);
});

await check('a day that cannot be read shows no numbers of another', async () => {
  isFaulty = true;
  const other = await open('#day=2019-05-02');
  fault = (path, given) => path === '/api/day' && given.get('day') === '2019-05-01' ? 503 : null;
  await other.click('#previous');
  await until(other, () => document.documentElement.dataset.content === 'none');
  await idle(other);
  assert.equal(await text(other, '#day'), '2019-05-01');
  assert.match(await text(other, '#notice'), /2019-05-01 of plane could not be read: made up by the test/);
  assert.equal(await other.locator('.card canvas:visible').count(), 0);
  assert.equal(await other.locator('#regions').textContent(), '');
  assert.equal(await other.locator('#series svg').count(), 0);
  await other.screenshot({ path: `${folder}/page-unreadable.png` });
  // and comes when it can be read, without anyone asking
  fault = () => null;
  await until(other, () => document.documentElement.dataset.content === 'some');
  assert.doesNotMatch(await other.locator('#notice').textContent(), /could not be read/);
  await other.close();
  isFaulty = false;
});

await check('a day that takes long is not waited for once another is chosen', async () => {
  const other = await open('#day=2019-05-02');
  fault = (path, given) => path === '/api/day' && given.get('day') === '2019-05-01' ? 8_000 : path === '/api/v1/domains/plane/filter/series' ? 4_000 : null;
  await other.click('#previous');
  await until(other, () => document.documentElement.classList.contains('coming'));
  const begun = Date.now();
  await other.keyboard.press('End');
  await until(other, () => document.title.includes('2019-05-03') && !document.documentElement.classList.contains('coming'));
  assert.ok(Date.now() - begun < 3_000, `${Date.now() - begun} ms`);
  fault = () => null;
  await other.close();
});

await check('what is asked beside the day leaves it alone when it fails, and each failure is told', async () => {
  isFaulty = true;
  fault = path => ['/api/methods', '/api/pipeline', '/api/diff', '/api/outlines'].includes(path) || path.includes('/days/') ? 503 : null;
  const other = await open('#day=2019-05-02');
  assert.equal(await other.locator('.card canvas:visible').count(), 4);
  const told = await text(other, '#notice');
  for (const part of ['Filter and inversion', 'Pipeline', 'Files', 'What this revision changed', 'Outlines of regions']) assert.ok(told.includes(`${part}: made up by the test`), told);
  fault = () => null;
  await until(other, () => document.querySelectorAll('#files a').length > 1);
  assert.ok(asked.some(path => /^\/api\/methods\?domain=plane&system=filter&month=2019-05$/.test(path)));
  await other.close();
  isFaulty = false;
});

await check('an error of the state is an answer', async () => {
  isFaulty = true;
  fault = path => path === '/api/state' ? 500 : null;
  await until(page, () => /cannot say how things are: made up by the test/.test(document.querySelector('#strip .lead').textContent));
  assert.equal(await page.locator('.light.good').count(), 0);
  assert.ok(await page.locator('.light').count() > 3);
  fault = () => null;
  await until(page, () => document.getElementById('strip').dataset.level === 'good');
  isFaulty = false;
});

await check('an address says what it could not find', async () => {
  const other = await open('#domain=atlantis&day=2019-05-02&region=south&span=17');
  const told = await text(other, '#notice');
  for (const part of ['There is no domain atlantis', 'There is no region south', 'cannot be read: span']) assert.ok(told.includes(part), told);
  await other.close();
});

await check('period, hatching and Why are part of the address', async () => {
  const other = await open('#day=2019-05-02&region=north');
  await other.selectOption('#span', '366');
  await other.uncheck('#hatched');
  await other.click('#explainbox summary');
  await until(other, () => /span=366/.test(location.hash) && /hatch=off/.test(location.hash) && /why=open/.test(location.hash));
  await idle(other);
  assert.match(await text(other, '#explain'), /The observations changed north.*The 3 largest of 5 observations/s);
  const again = await open(await other.evaluate(() => location.hash));
  assert.equal(await again.inputValue('#span'), '366');
  assert.equal(await again.isChecked('#hatched'), false);
  assert.match(await text(again, '#explain'), /The observations changed north/);
  await again.close();
  await other.close();
});

await check('a tab that nobody sees holds no connection', async () => {
  const other = await open();
  const states = () => other.evaluate(() => globalThis.streams.map(one => one.readyState));
  assert.ok((await states()).some(one => one !== 2));
  const see = isHidden => other.evaluate(hidden => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
  await see(true);
  assert.ok((await states()).every(one => one === 2), `${await states()}`);
  await see(false);
  assert.ok((await states()).some(one => one !== 2));
  await other.close();
});

await check('an invented day says so in its files', async () => {
  const { readFile } = await import('node:fs/promises');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.card button.quiet').first().click()]);
  const [head, first] = (await readFile(await download.path(), 'utf8')).split('\r\n');
  assert.match(head, /,warning$/);
  assert.match(first, /invented: /);
});

await check('months: flux without fire, means per day, any day of a month is the month', async () => {
  isFaulty = true; // this publish has no such domain
  const other = await open('#domain=world&system=inversion&day=2019-04-17&against=2019-05-20', { answers: months });
  assert.equal(await text(other, '#day'), '2019-04-01');
  assert.equal(await other.locator('.card:visible').count(), 3);
  assert.equal(await other.locator('.card').first().getAttribute('data-field'), 'flux_fireless_posterior');
  assert.match(await text(other, '#regions'), /domain\s+1\.00 ± 1\.00\s+2\.00 ± 0\.50\s+1\.00/);
  await other.locator('#series summary').first().click();
  await other.locator('#series tr').nth(1).waitFor();
  assert.match((await other.locator('#series tr').nth(1).innerText()).replaceAll('\t', ' '), /2019-03-01 2019-03-30 30 0 1 2 0.5 2 1 5/);
  // late in May on the axis of three months
  const box = await other.locator('#series svg').first().boundingBox();
  await other.mouse.click(box.x + box.width * 0.9, box.y + box.height * 0.5);
  await until(other, () => document.getElementById('day').textContent === '2019-05-01' && location.hash.includes('system=inversion'));
  await idle(other);
  assert.match(await text(other, '#notice'), /no other day 2019-05-20 to compare/);
  // another domain without a day leaves none of these numbers
  await other.selectOption('#domain', 'world');
  await until(other, () => document.documentElement.dataset.content === 'none');
  assert.match(await text(other, '#notice'), /No analysis of world yet/);
  assert.equal(await other.locator('#series svg').count(), 0);
  await other.close();
  isFaulty = false;
});

await check('files of the day are links that answer', async () => {
  const links = await page.$$eval('#files a', all => all.map(one => one.getAttribute('href')));
  assert.ok(links.length >= 2);
  for (const link of links) assert.equal((await page.request.head(base + link)).status(), 200);
});

await check('an alarm leads to its explanation', async () => {
  await page.locator('#alarms button', { hasText: 'explain' }).first().click();
  await until(page, () => location.hash.includes('sensor=oco2'));
  await idle(page);
  assert.match(await text(page, '#explain'), /stated errors are too small/);
  await page.locator('#alarms button', { hasText: 'history' }).first().click();
  await until(page, () => document.querySelectorAll('#alarms svg').length > 3);
});

await check('what others have written is no markup', async () => {
  told = troubled;
  await until(page, () => document.getElementById('strip').dataset.level === 'bad');
  assert.equal(await page.locator('#strip ul b').count(), 0);
  assert.match(await page.locator('#strip').textContent(), /<b>beyond<\/b>/);
});

await check('a service that fell silent is red, the alarm is in the title', async () => {
  assert.match(await text(page, '#strip .lead'), /ingest is silent/);
  assert.equal(await page.locator('.light.bad', { hasText: 'ingest' }).count(), 1);
  assert.match(await page.title(), /^✖ 1 alarm/);
  await page.screenshot({ path: `${folder}/page-troubled.png` });
  told = state();
  await until(page, () => document.getElementById('strip').dataset.level === 'good');
});

await check('a day that is written shows without a reload', async () => {
  await page.locator('h1').click();
  await page.keyboard.press('End');
  await until(page, () => document.getElementById('follow').checked);
  const begun = Date.now();
  console.log('next day');
  await until(page, () => document.getElementById('day').textContent === '2019-05-04');
  await idle(page);
  console.log(`took ${((Date.now() - begun) / 1000).toFixed(1)} s`);
});

for (const [name, viewport, dark] of [['wide', { width: 1400, height: 900 }, false], ['wide-dark', { width: 1400, height: 900 }, true], ['narrow', { width: 390, height: 844 }, false], ['narrow-dark', { width: 390, height: 844 }, true]])
  await check(`no sideways scroll, ${name}`, async () => {
    const other = await open('', { viewport, dark });
    assert.ok(await width(other) <= viewport.width, `${await width(other)} px`);
    await other.click('#day');
    assert.ok(await width(other) <= viewport.width, `with the calendar ${await width(other)} px`);
    await other.keyboard.press('Escape');
    await other.locator('.light summary').first().click();
    assert.ok(await width(other) <= viewport.width, `with a light open ${await width(other)} px`);
    await other.keyboard.press('Escape');
    await other.screenshot({ path: `${folder}/page-${name}.png`, fullPage: true });
    await other.close();
  });

await check('a publish that is gone is red within 30 s, and nothing stays green', async () => {
  isSilent = true;
  const begun = Date.now();
  await until(page, () => document.getElementById('strip').dataset.level === 'bad', null, 30_000);
  console.log(`took ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  assert.equal(await page.locator('.light.good').count(), 0);
  assert.match(await text(page, '#strip .lead'), /publish has not answered/);
  isSilent = false;
  await until(page, () => document.getElementById('strip').dataset.level === 'good', null, 30_000);
});

await check('nothing was complained of, nothing refused', async () => {
  // an event stream that this test broke off is no fault of the page
  assert.deepEqual(complaints.filter(line => !/net::ERR_FAILED/.test(line)), []);
  assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
});

await browser.close();
console.log('done');
