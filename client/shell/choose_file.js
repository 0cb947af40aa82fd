// The browser's own window to choose a file. It opens only soon after the user has done something, so this must be
// called while that is fresh.

/** One element for all files: some browsers forget what is not in the page. */
let element = null;

/**
 * @param {string} accept  of the HTML attribute: ".xlsx,.csv"
 * @param {(file: File) => void} chosen  not called if the user chooses nothing
 */
export function chooseFile(accept, chosen) {
  if (!element) {
    element = document.createElement('input');
    element.type = 'file';
    element.hidden = true;
    document.body.append(element);
  }
  element.accept = accept;
  // The same file once more is a choice too.
  element.value = '';
  element.onchange = () => {
    if (element.files[0]) chosen(element.files[0]);
  };
  element.click();
}
