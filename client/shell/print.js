// Prints what the app gives: a plain document beside the canvas, of text alone, that only paper shows (shell.css). It
// goes when the browser's window to print is closed.

/** @param {string} name @param {string} [text] */
function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}

const row = (cell, texts) => {
  const made = element('tr');
  made.append(...texts.map((text) => element(cell, text)));
  return made;
};

/** @param {import('./messages.js').Print} sheet */
export function printSheet({ title, facts, columns, rows, notes }) {
  document.getElementById('sheet')?.remove();
  const sheet = element('article');
  sheet.id = 'sheet';
  const list = element('dl');
  for (const [name, value] of facts) list.append(element('dt', name), element('dd', value));
  const table = element('table');
  const head = element('thead'), body = element('tbody');
  head.append(row('th', columns));
  body.append(...rows.map((texts) => row('td', texts)));
  table.append(head, body);
  sheet.append(element('h1', title), list, table, ...notes.map((text) => element('p', text)));
  document.body.append(sheet);
  window.addEventListener('afterprint', () => sheet.remove(), { once: true });
  window.print();
}
