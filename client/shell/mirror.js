// Mirrors the app's semantics tree as DOM elements: transparent, at the widgets' true rectangles, in drawing order.
// Screen readers, the keyboard's focus and tests work on them. An element lives as long as its node's id; text fields
// (fields.js) are the only ones that are ever seen.
//
// Text from data becomes text content or an attribute, never HTML.
import { keepOrder } from './mirror_order.js';
import { makeModality } from './mirror_modality.js';

/** Elements for some roles; the others are a div with the role. */
const tags = {
  button: 'button', checkbox: 'button', switch: 'button', radio: 'button', tab: 'button', menuitem: 'button',
  menuitemradio: 'button', link: 'a',
  banner: 'header', navigation: 'nav', main: 'main', form: 'form', text: 'p',
};
/** Roles that the tag brings by itself. */
const impliedRoles = new Set(['button', 'banner', 'navigation', 'main', 'form', 'text', 'textbox']);
/** Made by fields.js. */
const fieldRoles = new Set(['textbox', 'searchbox']);
/** Elements whose name is not their content. */
const labelled = new Set(['list', 'listitem', 'navigation', 'form', 'textbox', 'searchbox', 'region', 'dialog', 'radiogroup', 'tablist', 'menu', 'progressbar', 'img']);
/** Of these the name is no content at all. */
const containers = new Set(['list', 'navigation', 'form', 'textbox', 'searchbox', 'region', 'dialog', 'radiogroup', 'tablist', 'menu', 'progressbar', 'img']);
/** What changes in them is said. */
const liveRoles = new Set(['status', 'alert']);
/** Screen readers say what changes in a region that they know of: it comes first, and its words so much later. */
const WORDS_AFTER_REGION_MS = 150;
const chinese = /\p{Script=Han}/u;
/** The app puts the focus here where a new screen or dialog begins; Tab passes by. */
const landmarks = new Set(['heading', 'main', 'dialog']);

/**
 * @param {HTMLElement} root
 * @param {ReturnType<import('./fields.js').makeFields>} fields
 */
export function makeMirror(root, fields) {
  /**
   * `region` is the live region that it is, or stands in; `isNew` says that nobody knows of that one yet.
   * @typedef {{element: HTMLElement, content: Text|null, node: object, region: MirroredNode|null, isNew: boolean}} MirroredNode
   */
  /** @type {Map<string, MirroredNode>} */
  const mirrored = new Map();
  const modality = makeModality(root);

  function create(node, above) {
    const isField = fieldRoles.has(node.role);
    const element = isField ? fields.create(node.id) : document.createElement(tags[node.role] ?? 'div');
    element.dataset.id = node.id;
    if (tags[node.role] === 'button') element.type = 'button';
    // The app sends what is in it; the browser only has to see that it is one.
    if (node.role === 'form') element.addEventListener('submit', (event) => event.preventDefault());
    if (!impliedRoles.has(node.role)) element.setAttribute('role', node.role);
    const record = { element, content: null, node: {}, region: above?.region ?? null, isNew: false };
    if (!record.region && liveRoles.has(node.role)) introduce(record);
    return record;
  }

  function introduce(region) {
    region.region = region;
    region.isNew = true;
    setTimeout(() => {
      region.isNew = false;
      for (const record of mirrored.values()) if (record.region === region && record.content) record.content.data = record.node.name;
    }, WORDS_AFTER_REGION_MS);
  }

  function remove(id, record) {
    record.element.remove();
    mirrored.delete(id);
    if (fieldRoles.has(record.node.role)) fields.forget(id);
  }

  function setAttribute(element, name, value) {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
  }

  function setName(record, node) {
    if (record.node.name === node.name) return;
    const { element } = record;
    if (labelled.has(node.role)) setAttribute(element, 'aria-label', node.name || undefined);
    if (containers.has(node.role)) return;
    record.content ??= element.insertBefore(document.createTextNode(''), element.firstChild);
    if (!record.region?.isNew) record.content.data = node.name;
  }

  /** Names from the registers are Chinese in every language of the app: they shall be read so. */
  function setLanguage(record, node) {
    const isForeign = document.documentElement.lang !== 'zh-CN' && chinese.test(node.name);
    if (!fieldRoles.has(node.role)) setAttribute(record.element, 'lang', isForeign ? 'zh-CN' : undefined);
  }

  function place(record, rect, origin) {
    const { style } = record.element;
    style.left = `${rect[0] - origin[0]}px`;
    style.top = `${rect[1] - origin[1]}px`;
    style.width = `${rect[2]}px`;
    style.height = `${rect[3]}px`;
  }

  function tabIndexOf(node) {
    if (node.off_tab_order) return -1;
    if (tags[node.role] === 'button' || fieldRoles.has(node.role)) return undefined;
    if (node.focusable) return 0;
    return landmarks.has(node.role) ? -1 : undefined;
  }

  function update(record, node) {
    setName(record, node);
    setLanguage(record, node);
    const { element } = record;
    element.classList.toggle('clips', !!node.clips);
    setAttribute(element, 'aria-level', node.level);
    setAttribute(element, 'aria-current', node.current ? 'page' : undefined);
    setAttribute(element, 'aria-posinset', node.position);
    setAttribute(element, 'aria-setsize', node.set_size);
    setAttribute(element, 'aria-disabled', node.disabled);
    setAttribute(element, 'aria-invalid', node.invalid);
    setAttribute(element, 'aria-modal', node.role === 'dialog' ? node.modal : undefined);
    setAttribute(element, 'aria-checked', node.checked);
    setAttribute(element, 'aria-selected', node.selected);
    setAttribute(element, 'aria-expanded', node.expanded);
    setAttribute(element, 'aria-haspopup', node.popup);
    setAttribute(element, 'aria-valuenow', node.value);
    setAttribute(element, 'aria-description', node.description);
    setAttribute(element, 'tabindex', tabIndexOf(node));
    record.node = node;
  }

  /**
   * @param {import('./messages.js').SemanticNode[]} nodes
   * @param {boolean} focusIsPlanned  the app will say where the focus goes
   */
  function apply(nodes, focusIsPlanned = false) {
    const roles = new Map(nodes.map((node) => [node.id, node.role]));
    for (const [id, record] of mirrored) if (roles.get(id) !== record.node.role) remove(id, record);
    const children = new Map();
    for (const node of nodes) {
      const above = node.parent < 0 ? null : nodes[node.parent];
      const record = mirrored.get(node.id) ?? create(node, above && mirrored.get(above.id));
      mirrored.set(node.id, record);
      const parent = above ? mirrored.get(above.id).element : root;
      if (!children.has(parent)) children.set(parent, []);
      children.get(parent).push(record.element);
      place(record, node.rect, above ? above.rect : [0, 0]);
      update(record, node);
    }
    for (const [parent, wanted] of children) keepOrder(parent, wanted);
    modality.apply(nodes.filter(({ modal }) => modal).map(({ id }) => mirrored.get(id).element), focusIsPlanned);
  }

  return {
    apply,
    /** @param {string} id  @returns {HTMLElement|undefined} */
    element: (id) => mirrored.get(id)?.element,
  };
}
