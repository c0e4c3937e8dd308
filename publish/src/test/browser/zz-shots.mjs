import { chromium } from 'playwright-core';
const [base, folder, mode] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-gpu'] });
for (const [width, dark] of [[1400, false], [1400, true], [390, false], [390, true]]) {
  const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 1000 }, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  page.on('console', m => { if (m.type() === 'error') console.log('console', width, dark, m.text()); });
  page.on('pageerror', e => console.log('error', e.message));
  await page.goto(base + '/#' + (process.argv[5] ?? ''));
  await page.waitForTimeout(5000);
  const name = `${folder}/${mode}-${width}${dark ? '-dark' : ''}`;
  await page.screenshot({ path: name + '.png', fullPage: true });
  console.log(name, await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight]));
  await context.close();
}
await browser.close();
