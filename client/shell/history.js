// The app's route in the address, behind '#': links open, and the browser's back and forward work. Each entry of the
// history carries how many entries of the app lie before it, which the app needs for its own way back; the browser
// keeps it over a reload.

/** The route that the address names, '/' if it names none. What has no proper escapes is no route, and stays so. */
export function routeInAddress() {
  const written = location.hash.slice(1);
  try {
    return decodeURI(written) || '/';
  } catch {
    return written;
  }
}

/** Entries of the app before the present one. */
export const entriesBehind = () => (Number.isInteger(history.state?.behind) ? history.state.behind : 0);

/** @param {(path: string, behind: number) => void} changed  called when the browser, not the app, changed the address */
export function watchHistory(changed) {
  // The app has its own places to scroll back to.
  history.scrollRestoration = 'manual';
  let behind = entriesBehind();
  keep(location.href, behind);

  function keep(address, entries) {
    history.replaceState({ behind: entries }, '', address);
  }

  window.addEventListener('popstate', ({ state }) => {
    // An address that was typed or clicked is a new entry, which the browser made.
    behind = state ? entriesBehind() : behind + 1;
    if (!state) keep(location.href, behind);
    changed(routeInAddress(), behind);
  });

  return {
    show(path, push) {
      const address = `#${encodeURI(path)}`;
      if (!push) keep(address, behind);
      else if (path !== routeInAddress()) history.pushState({ behind: ++behind }, '', address);
    },
    back: () => history.back(),
  };
}
