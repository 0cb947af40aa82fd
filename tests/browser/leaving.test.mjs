// The browser is made to ask before the page goes while something is not saved, and not before or after. In node, with a
// window of our own: whether something is unsaved is the app's to know (tests/client/unsaved_test.cpp).
import assert from 'node:assert/strict';
import test from 'node:test';

globalThis.window = new EventTarget();
const { makeLeaving } = await import('../../client/shell/leaving.js');

const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

test('the browser asks while something is unsaved, however often that was told', () => {
  const leaving = makeLeaving();
  assert.equal(asks(), false);
  leaving.guard(true);
  leaving.guard(true);
  assert.equal(asks(), true);
  leaving.guard(false);
  assert.equal(asks(), false);
  leaving.guard(false);
  assert.equal(asks(), false);
});
