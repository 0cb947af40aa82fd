// Mirrors the app's semantics tree as DOM elements: invisible, at the widgets' true rectangles, in drawing order.
// Screen readers, the keyboard's focus and tests work on them. An element lives as long as its node's id.
//
// Text from data becomes text content or an attribute, never HTML.

/** Elements for some roles; the others are a div with the role. */
const tags = {
  button: 'button', checkbox: 'button', switch: 'button', radio: 'button', tab: 'button', menuitem: 'button', link: 'a',
  banner: 'header', navigation: 'nav', main: 'main', text: 'p',
};
/** Roles that the tag brings by itself. */
const impliedRoles = new Set(['button', 'banner', 'navigation', 'main', 'text']);
/** Elements whose name is not their content. */
const labelled = new Set(['list', 'listitem', 'navigation', 'textbox', 'region', 'dialog', 'radiogroup', 'tablist', 'menu', 'progressbar', 'img']);
/** Of these the name is no content at all. */
const containers = new Set(['list', 'navigation', 'region', 'dialog', 'radiogroup', 'tablist', 'menu', 'progressbar', 'img']);

export function makeMirror(root) {
  /** @type {Map<string, {element: HTMLElement, content: Text|null, node: object, parent: Element}>} */
  const mirrored = new Map();

  function create(node) {
    const element = document.createElement(tags[node.role] ?? 'div');
    element.dataset.id = node.id;
    if (tags[node.role] === 'button') element.type = 'button';
    if (!impliedRoles.has(node.role)) element.setAttribute('role', node.role);
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
    if (containers.has(node.role)) return;
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
    setAttribute(element, 'aria-disabled', node.disabled);
    setAttribute(element, 'aria-modal', node.modal);
    setAttribute(element, 'aria-checked', node.checked);
    setAttribute(element, 'aria-selected', node.selected);
    setAttribute(element, 'aria-expanded', node.expanded);
    setAttribute(element, 'aria-valuenow', node.value);
    setAttribute(element, 'aria-description', node.description);
    if (tags[node.role] !== 'button') setAttribute(element, 'tabindex', node.off_tab_order ? -1 : node.focusable ? 0 : undefined);
    else setAttribute(element, 'tabindex', node.off_tab_order ? -1 : undefined);
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

  return {
    apply,
    /** @param {string} id  @returns {HTMLElement|undefined} */
    element: (id) => mirrored.get(id)?.element,
  };
}
