// Which bundle the app starts from: the one rule book of the service worker, as pure functions from state to state.
// A classic script, because Firefox's service workers know no modules before version 147; tests run it in node.
//
// A bundle is one version of the whole client, named by its content's hash (tools/bundle_client.mjs). At most three
// are kept: the active one, the previous one to go back to, and a candidate that waits for a safe point. A bundle is
// `proved` once a page has started from it; one that fails to start STARTS_MAX times in a row is given up for the
// previous one. What was given up, by the user or by itself, is refused: it is not taken again unless the user asks.

const bundleState = (() => {
  const STARTS_MAX = 2;
  const REFUSED_MAX = 8;

  /**
   * @typedef {{active: string, previous: string, candidate: string, proved: boolean, attempts: number,
   *   refused: string[], fellBackFrom: string, versions: Object<string, string>}} BundleState
   *   Names of bundles, '' for none. `attempts` to start the active one since it was taken; `fellBackFrom` is the
   *   bundle that failed, until the user has seen it; `versions` as people read them.
   * @returns {BundleState}
   */
  const empty = () => ({
    active: '', previous: '', candidate: '', proved: false, attempts: 0, refused: [], fellBackFrom: '', versions: {},
  });

  const kept = (state) => [...new Set([state.active, state.previous, state.candidate])].filter((id) => id !== '');

  const refuse = (state, id) => [...state.refused.filter((other) => other !== id), id].slice(-REFUSED_MAX);

  /** A previous one is only worth keeping if it is known to start. */
  function take(state, id) {
    const previous = state.proved ? state.active : state.previous;
    return {
      ...state, active: id, previous: previous === id ? '' : previous, candidate: '', proved: false, attempts: 0,
      refused: state.refused.filter((other) => other !== id), fellBackFrom: '',
    };
  }

  /** The active one stays in the cache, so that the user may take it after all. */
  const giveUp = (state) => ({
    ...state, active: state.previous, previous: '', candidate: state.active, proved: true, attempts: 0,
    refused: refuse(state, state.active),
  });

  const fallBack = (state) => ({ ...giveUp(state), fellBackFrom: state.active });

  const isReady = (state) => state.candidate !== '' && !state.refused.includes(state.candidate);

  /** A bundle that failed to start gets another try before it is given up. */
  const triesAgain = (state) => !state.proved && state.previous !== '' && state.attempts < STARTS_MAX;

  /** All files of the bundle are in its cache. The server's newest is the candidate, even if it is an older one again. */
  function installed(state, id, version) {
    const named = { ...state, versions: { ...state.versions, [id]: version } };
    if (state.active === '') return { ...named, active: id };
    return { ...named, candidate: id === state.active ? '' : id };
  }

  /** A page opens; `safe` if no other page runs, so that nothing is interrupted by taking a new bundle. */
  function opened(state, safe) {
    let next = state;
    if (safe && isReady(next)) next = take(next, next.candidate);
    else if (!next.proved && next.attempts >= STARTS_MAX && next.previous) next = fallBack(next);
    return next.proved || next.active === '' ? next : { ...next, attempts: next.attempts + 1 };
  }

  /** The page's first frame is on the screen. */
  function started(state, id) {
    if (id !== state.active || (state.proved && state.attempts === 0)) return state;
    return { ...state, proved: true, attempts: 0 };
  }

  /** The user went away before the page had started: no fault of the bundle. */
  function left(state, id) {
    if (id !== state.active || state.proved) return state;
    return { ...state, attempts: Math.max(0, state.attempts - 1) };
  }

  /** The page failed to start. */
  function failed(state, id) {
    if (id !== state.active || state.proved || state.attempts < STARTS_MAX || !state.previous) return state;
    return fallBack(state);
  }

  /** The user wants the candidate, now. */
  const applied = (state) => (state.candidate ? take(state, state.candidate) : state);

  /** The user wants the previous one back, until there is a newer one than this. */
  const rolledBack = (state) => (state.previous ? { ...giveUp(state), fellBackFrom: '' } : state);

  const seen = (state) => (state.fellBackFrom ? { ...state, fellBackFrom: '' } : state);

  /** Forgets the versions of bundles that nothing names any more. */
  function tidied(state) {
    const named = new Set([...kept(state), ...state.refused, state.fellBackFrom]);
    return { ...state, versions: Object.fromEntries(Object.entries(state.versions).filter(([id]) => named.has(id))) };
  }

  return { STARTS_MAX, REFUSED_MAX, empty, kept, isReady, triesAgain, installed, opened, started, left, failed, applied, rolledBack, seen, tidied };
})();
