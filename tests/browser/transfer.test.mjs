// Files between the device and the server, past the app's memory: what is sent as it is, what is saved under whose name,
// and what becomes of a file that has gone. In node, with doubles of fetch and XMLHttpRequest; a browser does it in
// imports.test.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';

globalThis.self = { location: { origin: 'http://127.0.0.1:1' } };
const { makePlatform } = await import('../../client/shell/platform.js');
const { fileNameOf } = await import('../../client/shell/transfer.js');

const OUTCOMES = { answered: 0, offline: 1, timeout: 2, fileGone: 4 };
const FILES = { sends: 1, saves: 2 };
const gone = { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }) };

/** Stands for the browser's own; `behave` decides what becomes of what is sent. */
function fakeRequests(behave) {
  const made = [];
  globalThis.XMLHttpRequest = class {
    upload = {};
    headers = {};
    status = 0;
    response = null;
    constructor() { made.push(this); }
    open(method, url) { Object.assign(this, { method, path: url.pathname + url.search }); }
    setRequestHeader(name, value) { this.headers[name] = value; }
    getResponseHeader() { return null; }
    abort() { this.end(0); }
    send(body) {
      this.body = body;
      behave(this);
    }
    end(status, text = '') {
      if (this.hasEnded) return;
      Object.assign(this, { hasEnded: true, status, response: new TextEncoder().encode(text).buffer });
      this.onloadend();
    }
  };
  return made;
}

function ask(request, { file = null, timeoutMs = 60_000 } = {}) {
  const told = [], sent = [];
  return new Promise((resolve) => {
    const platform = makePlatform((message) => told.push(message), (_id, outcome, status, body) =>
      resolve({ outcome, status, text: new TextDecoder().decode(body), told, sent }), (_id, bytes) => sent.push(bytes));
    if (file) platform.useFile(file);
    platform.send(1, { method: 'GET', path: '/path', body: '', ifMatch: '', language: '', ...request }, timeoutMs, 1000);
  });
}

const upload = { method: 'POST', path: '/api/v1/imports?register=targets', files: FILES.sends };

test('the chosen file is the body itself, with the mark of our own page, and what has left is told', async () => {
  const file = new Blob(['a,b\n1,2\n']);
  const made = fakeRequests((request) => {
    request.upload.onprogress({ loaded: 3 });
    request.upload.onprogress({ loaded: 8 });
    request.end(201, '{"id":1}');
  });
  const answer = await ask(upload, { file });
  assert.equal(made[0].body, file);
  assert.equal(made[0].path, '/api/v1/imports?register=targets');
  assert.equal(made[0].headers['X-Mingchou-Request'], '1');
  assert.equal(made[0].headers['Content-Type'], 'application/octet-stream');
  assert.deepEqual(answer.sent, [3, 8]);
  assert.deepEqual([answer.outcome, answer.status, answer.text], [OUTCOMES.answered, 201, '{"id":1}']);
});

test('a file that can not be read is told as that, before it is sent and while it is', async () => {
  const made = fakeRequests(() => assert.fail('sent'));
  assert.equal((await ask(upload, { file: gone })).outcome, OUTCOMES.fileGone);
  assert.equal((await ask(upload)).outcome, OUTCOMES.fileGone);
  assert.equal(made.length, 0);
  let reads = 0;
  const going = { slice: () => ({ arrayBuffer: () => ((reads += 1) === 1 ? Promise.resolve() : Promise.reject(new Error('changed'))) }) };
  fakeRequests((request) => request.end(0));
  assert.equal((await ask(upload, { file: going })).outcome, OUTCOMES.fileGone);
});

test('a connection that breaks is no network, one that stalls is late', async (t) => {
  fakeRequests((request) => request.end(0));
  assert.equal((await ask(upload, { file: new Blob(['x']) })).outcome, OUTCOMES.offline);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  fakeRequests((request) => {
    t.mock.timers.tick(900);
    request.upload.onprogress({ loaded: 1 });
    t.mock.timers.tick(900);
    assert.ok(!request.hasEnded);
    t.mock.timers.tick(200);
  });
  assert.equal((await ask(upload, { file: new Blob(['x']), timeoutMs: 1000 })).outcome, OUTCOMES.timeout);
});

test('a good answer is saved under the name that the server gives, and the app hears the name alone', async () => {
  globalThis.fetch = async () => new Response('content', { headers: { 'Content-Disposition': "attachment; filename*=UTF-8''%E5%90%8D%E5%BD%95.xlsx" } });
  const answer = await ask({ files: FILES.saves });
  assert.equal(answer.text, '名录.xlsx');
  assert.deepEqual(answer.told.map(({ type, name }) => [type, name]), [['saveFile', '名录.xlsx']]);
  assert.equal(await answer.told[0].content.text(), 'content');
});

test('a refusal is not saved but told', async () => {
  globalThis.fetch = async () => new Response('{"code":"account.not_allowed"}', { status: 403 });
  const answer = await ask({ files: FILES.saves });
  assert.deepEqual([answer.status, answer.text, answer.told], [403, '{"code":"account.not_allowed"}', []]);
});

test('names of files have no folders in them, and nonsense is no name', () => {
  const cases = [
    ["attachment; filename*=UTF-8''a%2F..%2Fb.csv", 'b.csv'], ['attachment; filename="c:\\\\d.csv"', 'd.csv'],
    ["attachment; filename*=UTF-8''%E5%9", ''], ['attachment', ''], ['', ''],
  ];
  for (const [disposition, name] of cases) assert.equal(fileNameOf(disposition), name, disposition);
});
