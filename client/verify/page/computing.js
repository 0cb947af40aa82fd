// The worker of a public page, as promises: one request after the other.

export class Computing {
  #worker = null;
  #waiting = [];

  /** @param {(message: any) => void} onProgress told while a file is read */
  constructor(onProgress) {
    this.onProgress = onProgress;
  }

  #start() {
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }) => {
      if (data.type === 'progress') this.onProgress(data);
      else if (data.type === 'failed') this.#waiting.shift()?.reject(new Error(data.text));
      else this.#waiting.shift()?.resolve(data);
    });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#worker.terminate();
      this.#worker = null;
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the worker broke off'));
    });
  }

  ask(message) {
    if (!this.#worker) this.#start();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(message);
    });
  }

  /** An export of the module that gives JSON. */
  async call(name, ...args) {
    const { text } = await this.ask({ type: 'call', name, args });
    const answer = JSON.parse(text);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }
}
