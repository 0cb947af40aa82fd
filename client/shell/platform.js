// What the wasm module asks of the worker: messages to the shell, and requests, with a time limit and a bound on the answer.
// Runs in the worker; the numbers of `outcomes` are those of FetchNetwork::Outcome.
import { FileGone, Late, TooLarge, bodyAsBlob, fileNameOf, sendFile } from './transfer.js';

const outcomes = { answered: 0, offline: 1, timeout: 2, tooLarge: 3, fileGone: 4 };
/** What HttpRequest::Files says. */
const files = { none: 0, sends: 1, saves: 2 };

/** What Retry-After says in seconds, or -1: it may also be absent or a date. */
function retryAfterOf(response) {
  const text = response.headers.get('Retry-After') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : -1;
}

/**
 * The mark tells our server that a page of its own sent it: one of another origin can't set it.
 * @param {{method: string, path: string, body: string, ifMatch: string, files?: number, language?: string}} request
 */
function headersOf({ method, body, ifMatch, language = '' }) {
  const headers = { Accept: 'application/json' };
  if (language !== '') headers['Accept-Language'] = language;
  if (method !== 'GET') headers['X-Mingchou-Request'] = '1';
  if (body !== '') headers['Content-Type'] = 'application/json';
  if (ifMatch !== '') headers['If-Match'] = ifMatch;
  return headers;
}

/** Reads the body, at most `bytesMax` of it; calls `arrived` for each piece. */
async function readBounded(response, bytesMax, arrived) {
  if (!response.body) return new Uint8Array(0);
  const parts = [];
  let bytes = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    arrived();
    bytes += value.length;
    if (bytes > bytesMax) {
      await reader.cancel();
      throw new TooLarge();
    }
    parts.push(value);
  }
  const body = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}

/**
 * @param {(message: import('./messages.js').ToShell) => void} tell
 * @param {(id: number, outcome: number, status: number, body: Uint8Array, retryAfterS: number, etag: string) => void} ended
 * @param {(id: number, bytes: number) => void} sent  so much of the chosen file has left
 */
export function makePlatform(tell, ended, sent = () => {}) {
  const pending = new Map();
  const nothing = new Uint8Array(0);
  /** @type {File|null} what the user chose last */
  let chosenFile = null;

  function outcomeOf(error, late) {
    if (late || error instanceof Late) return outcomes.timeout;
    if (error instanceof FileGone) return outcomes.fileGone;
    return error instanceof TooLarge ? outcomes.tooLarge : outcomes.offline;
  }

  async function answerToFile(id, request, controller, timeoutMs) {
    const told = (bytes) => { if (pending.get(id) === controller) sent(id, bytes); };
    const answered = await sendFile(request, headersOf(request), chosenFile, told, controller.signal, timeoutMs);
    return [outcomes.answered, answered.status, new Uint8Array(answered.response ?? 0), -1, answered.getResponseHeader('ETag') ?? ''];
  }

  /** Keeps the file, and gives its name as the answer. */
  async function saved(response, arrived) {
    const name = fileNameOf(response.headers.get('Content-Disposition') ?? '');
    tell({ type: 'saveFile', name, content: await bodyAsBlob(response, arrived) });
    return new TextEncoder().encode(name);
  }

  async function send(id, request, timeoutMs, bytesMax) {
    const controller = new AbortController();
    pending.set(id, controller);
    // Time without a single byte, not time for the whole: over a weak network a part of the register takes minutes.
    let late = false;
    let timer;
    const restartTimer = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        late = true;
        controller.abort();
      }, timeoutMs);
    };
    restartTimer();
    let result;
    try {
      if (request.files === files.sends) {
        clearTimeout(timer);
        result = await answerToFile(id, request, controller, timeoutMs);
      } else {
        const { method, path, body: content } = request;
        const response = await fetch(new URL(path, self.location.origin), {
          method, signal: controller.signal, credentials: 'same-origin', headers: headersOf(request), redirect: 'error',
          ...(content === '' ? {} : { body: content }),
        });
        const isSaved = request.files === files.saves && response.ok && response.body;
        const body = isSaved ? await saved(response, restartTimer) : await readBounded(response, bytesMax, restartTimer);
        result = [outcomes.answered, response.status, body, retryAfterOf(response), response.headers.get('ETag') ?? ''];
      }
    } catch (error) {
      result = [outcomeOf(error, late), 0, nothing, -1, ''];
    }
    clearTimeout(timer);
    // Aborted by the app: nobody waits any more.
    if (pending.delete(id)) ended(id, ...result);
  }

  return {
    tell,
    /** @param {File} file  by reference: nothing of it is read now */
    useFile(file) { chosenFile = file; },
    send: (id, request, timeoutMs, bytesMax) => void send(id, request, timeoutMs, bytesMax),
    abort(id) {
      const controller = pending.get(id);
      pending.delete(id);
      controller?.abort();
    },
  };
}
