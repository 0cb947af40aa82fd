// What the wasm module asks of the worker: messages to the shell, and requests, with a time limit and a bound on the answer.
// Runs in the worker; the numbers of `outcomes` are those of FetchNetwork::Outcome.

const outcomes = { answered: 0, offline: 1, timeout: 2, tooLarge: 3 };

class TooLarge extends Error {}

/** Reads the body, at most `bytesMax` of it. */
async function readBounded(response, bytesMax) {
  if (!response.body) return new Uint8Array(0);
  const parts = [];
  let bytes = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
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
 * @param {(id: number, outcome: number, status: number, body: Uint8Array) => void} ended
 */
export function makePlatform(tell, ended) {
  const pending = new Map();
  const nothing = new Uint8Array(0);

  async function get(id, path, timeoutMs, bytesMax) {
    const controller = new AbortController();
    pending.set(id, controller);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      controller.abort();
    }, timeoutMs);
    let result;
    try {
      const response = await fetch(new URL(path, self.location.origin), {
        signal: controller.signal, credentials: 'same-origin', headers: { Accept: 'application/json' },
      });
      result = [outcomes.answered, response.status, await readBounded(response, bytesMax)];
    } catch (error) {
      result = [late ? outcomes.timeout : error instanceof TooLarge ? outcomes.tooLarge : outcomes.offline, 0, nothing];
    }
    clearTimeout(timer);
    // Aborted by the app: nobody waits any more.
    if (pending.delete(id)) ended(id, ...result);
  }

  return {
    tell,
    get: (id, path, timeoutMs, bytesMax) => void get(id, path, timeoutMs, bytesMax),
    abort(id) {
      const controller = pending.get(id);
      pending.delete(id);
      controller?.abort();
    },
  };
}
