// Requests as the worker makes them: what the server says about trying again, and patience as long as bytes come.
// In node, with a fetch of our own; the rest of client/shell/platform.js is tested through the app.
import assert from 'node:assert/strict';
import test from 'node:test';

globalThis.self = { location: { origin: 'http://127.0.0.1:1' } };
const { makePlatform } = await import('../../client/shell/platform.js');

/** Gives one request's outcome, status, body as text, and Retry-After. */
function request(respond, { timeoutMs = 60_000, bytesMax = 1000, asked = {} } = {}) {
  globalThis.fetch = async (_url, options) => respond(options.signal, options);
  return new Promise((resolve) => {
    const platform = makePlatform(() => {}, (_id, outcome, status, body, retryAfterS) =>
      resolve({ outcome, status, text: new TextDecoder().decode(body), retryAfterS }));
    platform.send(1, { method: 'GET', path: '/path', body: '', ifMatch: '', ...asked }, timeoutMs, bytesMax);
  });
}

test('Retry-After in seconds is handed on, a date or nothing is not', async () => {
  const cases = [['20', 20], ['0', 0], ['Wed, 21 Oct 2026 07:28:00 GMT', -1], ['-5', -1], ['1e3', -1], ['12345678', -1]];
  for (const [value, expected] of cases) {
    const answer = await request(() => new Response('later', { status: 503, headers: { 'Retry-After': value } }));
    assert.deepEqual(answer, { outcome: 0, status: 503, text: 'later', retryAfterS: expected });
  }
  assert.equal((await request(() => new Response('ok'))).retryAfterS, -1);
});

test('an answer may take longer than the time limit as long as bytes keep coming', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const chunks = 6;
  const body = (signal) => new ReadableStream({
    async pull(controller) {
      this.sent = (this.sent ?? 0) + 1;
      t.mock.timers.tick(900);
      if (signal.aborted) return controller.error(signal.reason);
      if (this.sent > chunks) return controller.close();
      controller.enqueue(new TextEncoder().encode('x'));
    },
  });
  const answer = await request((signal) => new Response(body(signal)), { timeoutMs: 1000 });
  assert.deepEqual(answer, { outcome: 0, status: 200, text: 'x'.repeat(chunks), retryAfterS: -1 });
});

test('an answer that stalls is given up', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const body = (signal) => new ReadableStream({
    start(controller) { signal.addEventListener('abort', () => controller.error(signal.reason)); },
    pull(controller) {
      this.sent = (this.sent ?? 0) + 1;
      if (this.sent === 1) return controller.enqueue(new TextEncoder().encode('x'));
      t.mock.timers.tick(1001);
      return new Promise(() => {});
    },
  });
  const answer = await request((signal) => new Response(body(signal)), { timeoutMs: 1000 });
  assert.deepEqual(answer, { outcome: 2, status: 0, text: '', retryAfterS: -1 });
});

test('an answer beyond its bound is not read on', async () => {
  const answer = await request(() => new Response('x'.repeat(1001)), { bytesMax: 1000 });
  assert.equal(answer.outcome, 3);
  assert.equal((await request(() => new Response('x'.repeat(1000)), { bytesMax: 1000 })).text.length, 1000);
});

test('a request that changes something carries the mark, its body and the state that it was made for', async () => {
  let sent;
  const keep = (_signal, options) => { sent = options; return new Response('{}', { headers: { ETag: '"8"' } }); };
  await request(keep, { asked: { method: 'PUT', body: '{"a":1}', ifMatch: '"7"' } });
  assert.equal(sent.method, 'PUT');
  assert.equal(sent.body, '{"a":1}');
  assert.deepEqual(sent.headers,
    { Accept: 'application/json', 'X-Mingchou-Request': '1', 'Content-Type': 'application/json', 'If-Match': '"7"' });
  await request(keep);
  assert.equal(sent.body, undefined);
  assert.deepEqual(sent.headers, { Accept: 'application/json' });
});
