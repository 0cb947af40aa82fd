// Puts text into the clipboard: by the browser's own interface, or, where that refuses because the tap is some frames
// ago, by the old way of copying a selection.

/** @returns {Promise<boolean>} whether the browser took it */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

function copySelection(text) {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'offscreen';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus?.({ preventScroll: true });
  return done;
}
