// Saves a file that the app or the server has made, as a download of the browser.

/** Browsers read the file after the click; none says when it has ended. */
const KEPT_MS = 60_000;

/** @param {string} name @param {string|Blob} content */
export function saveFile(name, content) {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
