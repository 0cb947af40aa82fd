// Files between the device and our server, past the wasm module's memory: the file that the user chose goes up as it
// is, read from the disk piece by piece; what the server makes comes down as the browser keeps it. Runs in the worker.

/** More than any register is. */
const SAVED_BYTES_MAX = 1024 * 1024 * 1024;

/** The chosen file is not where it was, has changed since, or may not be read. */
export class FileGone extends Error {}
/** Time passed without a byte, or the bytes did not end. */
export class Late extends Error {}
export class TooLarge extends Error {}

/** Whether the file can still be read, by its first byte. */
async function isReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/**
 * Sends a file as the body. Not by fetch(), which tells nothing of what has left.
 * @param {{method: string, path: string}} request
 * @param {Record<string, string>} headers
 * @param {File|null} file
 * @param {(bytes: number) => void} sent
 * @param {AbortSignal} signal
 * @param {number} timeoutMs  without a byte leaving or arriving
 * @returns {Promise<XMLHttpRequest>}
 */
export async function sendFile({ method, path }, headers, file, sent, signal, timeoutMs) {
  if (!file || !(await isReadable(file))) throw new FileGone();
  const request = new XMLHttpRequest();
  request.open(method, new URL(path, self.location.origin));
  for (const [name, value] of Object.entries({ ...headers, 'Content-Type': 'application/octet-stream' })) request.setRequestHeader(name, value);
  request.responseType = 'arraybuffer';
  let timer;
  let late = false;
  const restartTimer = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      late = true;
      request.abort();
    }, timeoutMs);
  };
  request.upload.onprogress = ({ loaded }) => {
    restartTimer();
    sent(loaded);
  };
  signal.addEventListener('abort', () => request.abort());
  const ended = new Promise((done) => { request.onloadend = done; });
  restartTimer();
  request.send(file);
  await ended;
  clearTimeout(timer);
  if (request.status > 0) return request;
  if (late) throw new Late();
  throw signal.aborted || await isReadable(file) ? new Error('no answer') : new FileGone();
}

/** The file's name by Content-Disposition; '' if it says none. Folders in it count for nothing. */
export function fileNameOf(disposition) {
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /filename="([^"]*)"/i.exec(disposition)?.[1] ?? '';
  let name = plain;
  try {
    if (encoded) name = decodeURIComponent(encoded);
  } catch {
    // A name that makes no sense is none.
  }
  return name.split(/[/\\]/).at(-1);
}

/**
 * The answer's body as the browser keeps large things: on the disk, if it likes.
 * @param {Response} response
 * @param {() => void} arrived  called for each piece
 * @returns {Promise<Blob>}
 */
export function bodyAsBlob(response, arrived) {
  let bytes = 0;
  const counter = new TransformStream({
    transform(piece, controller) {
      arrived();
      bytes += piece.byteLength;
      if (bytes > SAVED_BYTES_MAX) controller.error(new TooLarge());
      else controller.enqueue(piece);
    },
  });
  const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
  return new Response(response.body.pipeThrough(counter), { headers: { 'Content-Type': type } }).blob();
}
