// Mirrors the app's semantics tree as DOM elements: invisible, at the widgets' true rectangles, in drawing order.
// Screen readers, the keyboard's focus and tests work on them. An element lives as long as its node's id.
//
// Text from data becomes text content or an attribute, never HTML.

const tags = {
  heading: 'div', button: 'button', link: 'a', banner: 'header', navigation: 'nav', main: 'main', list: 'div', listitem: 'div',
  text: 'p', status: 'div', alert: 'div', textbox: 'div',
};
/** Roles that the tag does not bring by itself. */
const explicitRoles = new Set(['heading', 'link', 'list', 'listitem', 'status', 'alert', 'textbox']);
/** Elements whose name is not their content. */
const labelled = new Set(['list', 'listitem', 'navigation', 'textbox']);

export function makeMirror(root) {
  /** @type {Map<string, {element: HTMLElement, content: Text|null, node: object, parent: Element}>} */
  const mirrored = new Map();

  function create(node) {
    const element = document.createElement(tags[node.role] ?? 'div');
    element.dataset.id = node.id;
    if (node.role === 'button') element.type = 'button';
    if (explicitRoles.has(node.role)) element.setAttribute('role', node.role);
    return { element, content: null, node: {}, parent: null };
  }

  function setAttribute(element, name, value) {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
  }

  function setName(record, node) {
    if (record.node.name === node.name) return;
    const { element } = record;
    if (labelled.has(node.role) && node.name) element.setAttribute('aria-label', node.name);
    if (node.role === 'list' || node.role === 'navigation') return;
    record.content ??= element.insertBefore(document.createTextNode(''), element.firstChild);
    record.content.data = node.name;
  }

  function place(record, rect, origin) {
    const { style } = record.element;
    style.left = `${rect[0] - origin[0]}px`;
    style.top = `${rect[1] - origin[1]}px`;
    style.width = `${rect[2]}px`;
    style.height = `${rect[3]}px`;
  }

  /** Puts the element behind its predecessor. Moving would take the focus away, so what stands right stays. */
  function attach(record, parent, previous) {
    const { element } = record;
    if (element.parentNode === parent && element.previousElementSibling === previous) return;
    parent.insertBefore(element, previous ? previous.nextSibling : parent.firstElementChild);
  }

  function update(record, node) {
    setName(record, node);
    const { element } = record;
    element.classList.toggle('clips', !!node.clips);
    setAttribute(element, 'aria-level', node.level);
    setAttribute(element, 'aria-current', node.current ? 'page' : undefined);
    setAttribute(element, 'aria-posinset', node.position);
    setAttribute(element, 'aria-setsize', node.set_size);
    if (node.role !== 'button') setAttribute(element, 'tabindex', node.focusable ? 0 : undefined);
    record.node = node;
  }

  /** @param {import('./messages.js').SemanticNode[]} nodes */
  function apply(nodes) {
    const roles = new Map(nodes.map((node) => [node.id, node.role]));
    for (const [id, record] of mirrored) {
      if (roles.get(id) === record.node.role) continue;
      record.element.remove();
      mirrored.delete(id);
    }
    const previous = new Map();
    for (const node of nodes) {
      const record = mirrored.get(node.id) ?? create(node);
      mirrored.set(node.id, record);
      const above = node.parent < 0 ? null : nodes[node.parent];
      const parent = above ? mirrored.get(above.id).element : root;
      attach(record, parent, previous.get(parent) ?? null);
      previous.set(parent, record.element);
      place(record, node.rect, above ? above.rect : [0, 0]);
      update(record, node);
    }
  }

  return { apply };
}
