// The draws that the server has published: a list from which each is verified without being kept first. What the server
// says becomes text nodes, never markup.

const address = '/api/v1/published-draws';

/** An element with a text. */
function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/**
 * @param {HTMLElement} section holds a `ul`, a `.note` and a `.more` button
 * @param {(key: string) => any} say the text of a key in the reader's language
 * @param {(file: File) => void} verify what is done with a bundle
 */
export function publishedDraws(section, say, verify) {
  const list = section.querySelector('ul'), note = section.querySelector('.note'), more = section.querySelector('.more');
  let draws = [];
  let next = null;
  /** 'loading', 'shown' or 'failed'. */
  let state = 'loading';

  /** What happened after the draw: the counts, and where the log tells of each. Nothing where nothing happened. */
  function changesOf(changes) {
    if (!changes.length) return [];
    const made = document.createElement('details');
    const count = (type) => changes.filter((one) => one.type === type).length;
    const departments = {};
    for (const { department } of changes) if (department) departments[department] = (departments[department] ?? 0) + 1;
    made.append(element('summary', say('changes')(count('substitution'), count('replacement'))));
    if (count('replacement')) made.append(element('p', say('changes_by')(Object.entries(departments)), 'about'));
    made.append(element('p', say('changes_can'), 'about'), element('p', say('changes_cannot'), 'about'));
    for (const one of changes) {
      const at = new Date(one.at_s * 1000).toLocaleString(say('locale'), { timeZone: 'Asia/Shanghai' });
      const entry = element('p', say('change')(say(one.type), at, one.log_number, one.leaf_index), 'about');
      entry.append(element('code', one.hash));
      made.append(entry);
    }
    return [made];
  }

  function row({ task_name: name, task_number: number, first_day: from, last_day: to, changes, draw }) {
    const made = document.createElement('li');
    const words = document.createElement('div');
    words.append(element('strong', name), element('span', say('published_about')(number, from, to, draw.targets.count), 'about'));
    if (draw.stage === 'voided') words.append(element('span', say('published_void')(draw.void_reason), 'about'));
    else if (draw.stage !== 'drawn') words.append(element('span', say('published_open'), 'about'));
    words.append(...changesOf(changes));
    made.append(words);
    if (draw.stage === 'drawn') {
      const button = element('button', say('published_verify'));
      button.type = 'button';
      button.setAttribute('aria-label', say('published_verify_name')(name));
      button.addEventListener('click', () => fetchAndVerify(draw.id, number, button));
      made.append(button);
    }
    return made;
  }

  function show() {
    list.replaceChildren(...draws.map(row));
    list.hidden = draws.length === 0;
    note.textContent = state === 'loading' ? say('published_loading') : state === 'failed' ? say('published_failed')
      : draws.length === 0 ? say('published_none') : '';
    note.hidden = !note.textContent;
    more.textContent = say(state === 'failed' ? 'published_retry' : 'published_more');
    more.hidden = state === 'loading' || (state === 'shown' && !next);
  }

  async function load() {
    state = 'loading';
    show();
    try {
      const answer = await fetch(next ? `${address}?cursor=${encodeURIComponent(next)}` : address, { credentials: 'omit' });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const page = await answer.json();
      draws = [...draws, ...page.items];
      next = page.next_cursor;
      state = 'shown';
    } catch {
      state = 'failed';
    }
    show();
  }

  async function fetchAndVerify(id, number, button) {
    button.disabled = true;
    try {
      const answer = await fetch(`${address}/${encodeURIComponent(id)}/bundle`, { credentials: 'omit' });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      verify(new File([await answer.blob()], `draw-${number}.jsonl`));
    } catch {
      note.textContent = say('published_failed');
      note.hidden = false;
    }
    button.disabled = false;
  }

  more.addEventListener('click', load);
  load();
  return { show };
}
