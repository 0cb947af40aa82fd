// Whose the data on this device are: one tab's at a time. A Web Lock says so; a BroadcastChannel carries the request
// to give them up. Stealing the lock would be no cure: the other tab's open files would stay open. Runs in the worker.
//
// An owner object lives for one attempt: claim() once, then release().

const LOCK = 'mingchou-data';
const CHANNEL = 'mingchou-data';
/** A page that was left a moment ago, or a worker that crashed, still holds the lock for a while and answers nothing. */
const LEAVING_MS_MAX = 2000;
/** A tab that works on something answers once it is done. */
const ANSWER_MS_MAX = 5000;
const ASK_AGAIN_MS = 1000;

/** @param {() => void} askedToRelease  Another tab wants the data: close everything, then release(). */
export function makeOwner(askedToRelease) {
  const channel = new BroadcastChannel(CHANNEL);
  const name = crypto.randomUUID();
  const waiting = new AbortController();
  let free = null;
  let released = false;

  channel.onmessage = ({ data }) => {
    if (data.type === 'mine' && data.to === name) return waiting.abort();
    if (!free) return;
    if (data.type === 'whose') channel.postMessage({ type: 'mine', to: data.from });
    if (data.type === 'give') askedToRelease();
  };

  /** True once the lock is held. */
  function request(options) {
    return new Promise((resolve, reject) => {
      navigator.locks.request(LOCK, options, (lock) => {
        if (!lock || released) return void resolve(false);
        return new Promise((freed) => {
          free = freed;
          resolve(true);
        });
      }).catch((error) => (error.name === 'AbortError' ? resolve(false) : reject(error)));
    });
  }

  /** Waits in the lock's queue, asking aloud all the while; an answer "mine" or the time's end ends it. */
  async function wait(question, msMax) {
    const ask = () => channel.postMessage({ type: question, from: name });
    ask();
    const asking = setInterval(ask, ASK_AGAIN_MS);
    const end = setTimeout(() => waiting.abort(), msMax);
    try {
      return await request({ signal: waiting.signal });
    } finally {
      clearInterval(asking);
      clearTimeout(end);
    }
  }

  return {
    /** @returns {Promise<'owned'|'elsewhere'|'silent'>} */
    async claim(takeOver) {
      if (await request({ ifAvailable: true })) return 'owned';
      if (released) return 'elsewhere';
      if (takeOver) return (await wait('give', ANSWER_MS_MAX)) ? 'owned' : 'silent';
      return (await wait('whose', LEAVING_MS_MAX)) ? 'owned' : 'elsewhere';
    },
    release() {
      released = true;
      waiting.abort();
      free?.();
      free = null;
      channel.close();
    },
  };
}
