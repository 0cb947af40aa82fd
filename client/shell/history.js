// The app's route in the address, behind '#': links open, and the browser's back and forward work.

/** The route that the address names, '/' if it names none. */
export const routeInAddress = () => decodeURI(location.hash.slice(1)) || '/';

/** @param {(path: string) => void} changed  called when the browser, not the app, changed the address */
export function watchHistory(changed) {
  window.addEventListener('popstate', () => changed(routeInAddress()));
  return {
    show(path, push) {
      const address = `#${encodeURI(path)}`;
      if (push) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    },
    back: () => history.back(),
  };
}
