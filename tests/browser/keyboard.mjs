// What people do who have a keyboard only, and where it has brought them: the focus in the browser's own accessibility
// tree, and the ring around it in the picture.
import assert from 'node:assert/strict';

import { settle, until } from './page.mjs';

/** Of client/app/ui/theme.h, in the light. */
const RING = [0xb2, 0x5e, 0x00];
const SHADES = 24;
const RING_PIXELS_MIN = 100;
const STOPS_MAX = 120;

/** As an input method does it: letters under composition, then the characters that were chosen. */
export async function compose(page, letters, characters) {
  const session = await page.context().newCDPSession(page);
  for (let end = 1; end <= letters.length; end += 1) {
    await session.send('Input.imeSetComposition', { text: letters.slice(0, end), selectionStart: end, selectionEnd: end });
  }
  await session.send('Input.insertText', { text: characters });
  await session.detach();
}

/** Role and accessible name of what has the focus; 'document' if nothing has, as between the last stop of Tab and the first. */
export async function focused(page) {
  const session = await page.context().newCDPSession(page);
  const { result: { objectId, className } } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
  if (className === 'HTMLBodyElement') {
    await session.detach();
    return { role: 'document', name: await page.title() };
  }
  const { nodes: [node] } = await session.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false });
  await session.detach();
  return { role: node.ignored ? 'ignored' : node.role.value, name: node.name?.value ?? '' };
}

const fits = (now, role, name) => now.role === role && (typeof name === 'string' ? now.name === name : name.test(now.name));

/** The focus is there, or comes there by itself. */
export async function focusIs(page, role, name) {
  let now = {};
  await until(page, `the focus on ${role} ${name}`, async () => fits(now = await focused(page), role, name))
    .catch(() => assert.fail(`the focus is on ${now.role} "${now.name}", not on ${role} ${name}`));
  return now;
}

/** Presses a key and waits until the page has drawn what came of it. */
export async function press(page, key) {
  await page.keyboard.press(key);
  await settle(page);
}

/** Presses Tab until that has the focus. Everything on the way has a role and a name. */
export async function tabTo(page, role, name, key = 'Tab') {
  const way = [];
  while (way.length < STOPS_MAX) {
    await press(page, key);
    const now = await focused(page);
    way.push(`${now.role} ${now.name}`);
    assert.ok(now.role !== 'generic' && now.role !== 'ignored' && now.name !== '', way.join('\n'));
    if (fits(now, role, name)) return way;
  }
  return assert.fail(`no ${role} ${name} in:\n${way.join('\n')}`);
}

/** All stops of Tab, from where the focus is round to there again. */
export async function stopsAround(page, key = 'Tab') {
  const { role, name } = await focused(page);
  return tabTo(page, role, name, key);
}

/** The ring around what has the focus is in the picture. */
export async function ringIsSeen(page) {
  await settle(page);
  const box = await page.evaluate(() => {
    const { x, y, width, height } = document.activeElement.getBoundingClientRect();
    return { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
  });
  const picture = (await page.screenshot({ clip: box })).toString('base64');
  const pixels = await page.evaluate(async ([source, ring, shades]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (ring.every((value, at) => Math.abs(data[i + at] - value) < shades)) count += 1;
    return count;
  }, [picture, RING, SHADES]);
  assert.ok(pixels >= RING_PIXELS_MIN, `${pixels} pixels of a ring around ${JSON.stringify(await focused(page))}`);
}
