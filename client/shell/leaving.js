// The browser asks before the page goes while something that was typed is not saved. It is listened for only then: a
// page that always listens is kept by no browser for the way back.

/** @returns {{guard: (unsaved: boolean) => void}} */
export function makeLeaving() {
  // The browser says it in its own words.
  const ask = (event) => event.preventDefault();
  return {
    guard(unsaved) {
      if (unsaved) window.addEventListener('beforeunload', ask);
      else window.removeEventListener('beforeunload', ask);
    },
  };
}
