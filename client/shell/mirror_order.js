// Puts elements in order without taking the focus from one of them: an element that is taken out of the page and put
// back, if only to stand elsewhere, has lost it.

/**
 * Makes `wanted` the element children of the parent, in this order. Others have been removed before.
 * @param {Element} parent  @param {Element[]} wanted
 */
export function keepOrder(parent, wanted) {
  const now = parent.children;
  if (now.length === wanted.length && wanted.every((element, at) => now[at] === element)) return;
  const focused = document.activeElement;
  const pivot = wanted.findIndex((element) => element.parentNode === parent && element.contains(focused));
  // Around the one that has the focus, which stays where it is.
  for (let at = pivot - 1; at >= 0; at -= 1) move(parent, wanted[at], wanted[at + 1]);
  for (let at = pivot < 0 ? 0 : pivot + 1; at < wanted.length; at += 1) {
    const previous = wanted[at - 1];
    move(parent, wanted[at], previous ? previous.nextElementSibling : parent.firstElementChild);
  }
}

function move(parent, element, before) {
  if (element === before || (element.parentNode === parent && element.nextElementSibling === before)) return;
  // Newer browsers move an element without taking it out.
  if (parent.moveBefore && element.isConnected && parent.isConnected) parent.moveBefore(element, before);
  else parent.insertBefore(element, before);
}
