// A screen reader's view of the page and its ways to act: the browser's accessibility tree alone, read and used by role
// and name. It presses nothing at places and types no keys: it moves the focus, activates, and sets values, as assistive
// technology asks the browser to. It hears what live regions say.
import assert from 'node:assert/strict';

import { settle } from './page.mjs';

const POLLS_MAX = 300;
const POLL_MS = 200;

/**
 * In the page, before anything runs. What is said is a change of the text in a live region that was there before:
 * screen readers differ in what they make of one that comes with its text.
 */
function listen() {
  const regions = '[role="status"], [role="alert"], [aria-live]';
  let known = new Set();
  window.said = [];
  const observe = () => new MutationObserver((records) => {
    const changed = new Set(records
      .filter(({ type, addedNodes }) => type === 'characterData' || addedNodes.length > 0)
      .map(({ target }) => (target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest(regions)));
    for (const region of changed) if (known.has(region) && region.isConnected && !region.closest('[inert]')) window.said.push(region.textContent);
    known = new Set(document.querySelectorAll(regions));
  }).observe(document, { subtree: true, childList: true, characterData: true });
  observe();
}

const fits = (words, wanted) => (typeof wanted === 'string' ? words === wanted : wanted.test(words));

/** Call before the page is opened. @param {import('playwright-core').Page} page */
export async function makeScreenReader(page) {
  await page.addInitScript(listen);
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');

  /** What there is to read, in its order. */
  async function read() {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const list = [];
    const walk = (node) => {
      if (!node) return;
      if (!node.ignored) {
        list.push({
          role: node.role.value, name: node.name?.value ?? '', description: node.description?.value ?? '',
          value: node.value?.value ?? '', handle: node.backendDOMNodeId,
          ...Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
        });
      }
      for (const id of node.childIds ?? []) walk(byId.get(id));
    };
    walk(nodes[0]);
    return list;
  }

  async function all(role, name = /^/) {
    return (await read()).filter((node) => node.role === role && fits(node.name, name));
  }

  /** The first of that role and name, once it is there. */
  async function find(role, name = /^/) {
    for (let polls = 0; polls < POLLS_MAX; polls += 1) {
      const [first] = await all(role, name);
      if (first) return first;
      await page.waitForTimeout(POLL_MS);
    }
    return assert.fail(`no ${role} ${name}`);
  }

  async function call(node, does, ...values) {
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.handle });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId, functionDeclaration: String(does), arguments: values.map((value) => ({ value })), returnByValue: true,
    });
    return result.value;
  }

  async function focus(node) {
    await session.send('DOM.focus', { backendNodeId: node.handle });
    await settle(page);
  }

  return {
    read, all, find, focus,
    /** An attribute that the tree of the protocol leaves out, though screen readers get it. */
    attribute: (node, name) => call(node, function get(asked) { return this.closest(`[${asked}]`)?.getAttribute(asked) ?? null; }, name),
    /** What has the focus. */
    async focused() {
      return (await read()).filter(({ focused: has }) => has).at(-1);
    },
    /** The default action. */
    async activate(role, name) {
      const node = await find(role, name);
      await focus(node);
      await call(node, function click() { this.click(); });
      await settle(page);
    },
    /** Puts a text into a field. */
    async write(role, name, text) {
      const node = await find(role, name);
      await focus(node);
      await call(node, function set(value) {
        const owner = this instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(owner.prototype, 'value').set.call(this, value);
        this.dispatchEvent(new Event('input', { bubbles: true }));
        this.dispatchEvent(new Event('change', { bubbles: true }));
      }, text);
      await settle(page);
    },
    /** A live region has said this, from now on or since the page began. */
    async heard(words) {
      let said = [];
      for (let polls = 0; polls < POLLS_MAX; polls += 1) {
        said = await page.evaluate(() => window.said);
        if (said.some((each) => fits(each, words))) return;
        await page.waitForTimeout(POLL_MS);
      }
      assert.fail(`${words} was not said, but:\n${said.join('\n')}`);
    },
    forget: () => page.evaluate(() => { window.said.length = 0; }),
  };
}
