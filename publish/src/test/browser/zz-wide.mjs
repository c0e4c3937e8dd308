import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
page.on('response', r => { if (r.status() >= 400) console.log(r.status(), r.url()); });
await page.goto(process.argv[2]); await page.waitForTimeout(5000);
console.log(await page.evaluate(() => { const out = []; for (const e of document.querySelectorAll('body *')) { const r = e.getBoundingClientRect(); if (r.right > innerWidth + 0.5 && r.width > 0) { let hidden = false; for (let p = e.parentElement; p; p = p.parentElement) if (['auto','scroll','hidden'].includes(getComputedStyle(p).overflowX)) hidden = true; if (!hidden) out.push([e.tagName, e.id, e.className, Math.round(r.left), Math.round(r.right)].join(' ')); } } return out.slice(0, 15); }));
await browser.close();
