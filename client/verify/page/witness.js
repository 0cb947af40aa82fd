// A witness's page, on their own phone: it makes a key and a random number that never leave it before their time, computes
// the frozen rosters again before it signs, and draws again when there is a result. What the server says becomes text
// nodes, never markup.
import { Computing } from './computing.js';
import { texts } from './texts.js';

const POLL_MS = 2_000;
const $ = (id) => document.getElementById(id);
const original = new Map([...document.querySelectorAll('[data-text]')].map((node) => [node, node.textContent]));
const token = /^#([0-9a-f]{64})$/.exec(location.hash)?.[1] ?? null;
const storageKey = token && `mingchou-witness-${token}`;

let language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh-CN';
/** What the server last said: {task_number, task_name, now_s, draw}. */
let seen = null;
let isReachable = true;
/** Of the rosters computed again: {is_same, plan_hash, targets, inspectors} or {error}; null before. */
let recomputed = null;
/** Of the result: {error, lines, hash}; null before. */
let verified = null;
let isBusy = false;
let problem = '';
/** Name of the value that was typed here last. */
let typedValue = '';

const say = (key) => texts[language][key];
const computing = new Computing(({ read, bytes }) => {
  $('progress').max = Math.max(bytes, 1);
  $('progress').value = read;
});

/** What only this device knows: {seed, secret}, in hexadecimal; null on any other. */
const kept = () => JSON.parse(localStorage.getItem(storageKey) ?? 'null');
const random = () => [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function ask(method, path, body) {
  const answer = await fetch(`/api/v1/witness${path}`, {
    method, credentials: 'omit', body: body && JSON.stringify(body),
    headers: { 'X-Mingchou-Witness': token, 'Accept-Language': language, ...body && { 'Content-Type': 'application/json' } },
  });
  if (answer.ok) return answer;
  const refusal = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(refusal.title ?? `status ${answer.status}`), { isRefusal: true });
}

const own = () => seen.draw.seats.find(({ id }) => id === seen.draw.seat_id);
/** A public value that is not known yet; those of this room come before the reveals. */
const openValue = (isInRoom) => seen.draw.values.find(({ value, is_in_room: inRoom }) => !value && (!isInRoom || inRoom));

async function look() {
  try {
    seen = await (await ask('GET', '')).json();
    isReachable = true;
  } catch (error) {
    isReachable = false;
    if (error.isRefusal) problem = error.message;
  }
}

async function join() {
  const { draw } = seen;
  // Kept before anybody hears of it: a device that loses its secret could not reveal.
  if (!kept()) localStorage.setItem(storageKey, JSON.stringify({ seed: random(), secret: random() }));
  const { seed, secret } = kept();
  const { key } = await computing.call('witness_key', seed, draw.key_name);
  const { commit } = await computing.call('witness_commit', draw.suite, draw.id, own().name, secret);
  await ask('POST', '/key', { key, commit });
}

async function recompute() {
  const file = await (await ask('GET', '/roster')).blob();
  const answer = await computing.ask({ type: 'roster', file, plan: seen.draw.plan, language });
  // The server's word for the hash is compared, too, with the one computed from the plan.
  recomputed = { ...answer, is_same: answer.is_same === true && answer.plan_hash === seen.draw.plan_hash };
}

async function consent() {
  const { seed } = kept();
  const { note } = await computing.call('witness_consent', seed, seen.draw.key_name);
  await ask('POST', '/consent', { note });
  localStorage.setItem(storageKey, JSON.stringify({ ...kept(), plan_hash: recomputed.plan_hash }));
}

async function reveal() {
  const { seed, secret } = kept();
  const { note } = await computing.call('witness_reveal', seed, seen.draw.key_name, seen.draw.id, own().name, secret);
  await ask('POST', '/reveal', { secret, note });
}

async function strike(seat) {
  if (!window.confirm(say('strike_sure')(seat.name))) return;
  const { seed } = kept();
  const { note } = await computing.call('witness_strike', seed, seen.draw.key_name, seen.draw.id, seat.name, seen.now_s);
  await ask('POST', '/strikes', { seat_id: seat.id, note });
}

async function type(name) {
  await ask('POST', '/values', { name, value: $('value').value });
  typedValue = name;
  $('value').value = '';
}

/** The verifier draws again from everything; the line "result" then holds the hash that it computed, or it refused. */
async function verify() {
  const file = await (await ask('GET', '/bundle')).blob();
  const answer = await computing.ask({ type: 'verify', file, language });
  const lines = (await file.text()).split('\n');
  const of = (name) => JSON.parse(lines.find((line) => line.includes(`"line":"${name}"`)) ?? '{}');
  const signed = kept()?.plan_hash;
  const isOther = signed !== undefined && signed !== seen.draw.plan_hash;
  verified = { ...answer, error: answer.error ?? (isOther ? say('result_plan_differs') : null), hash: of('result').hash };
}

/** The step that this device is at: a heading, a text, what can be done, what the device does by itself. */
function step() {
  if (!token) return { title: say('no_token') };
  if (!seen) return { title: problem || say('unreachable') };
  const { draw } = seen, seat = own();
  if (draw.stage === 'voided') return { title: say('now_voided'), text: draw.void_reason };
  if (draw.stage === 'drawn') return { place: 3, title: say('now_verify'), does: verified ? null : verify };
  if (seat.state === 'invited') return { place: 0, title: say('now_join'), text: say('now_join_text'), act: { name: say('act_join'), run: join } };
  if (!kept()) return { title: say('no_key') };
  if (draw.stage === 'inviting') return { place: 1, title: say('now_wait_plan'), text: say('now_wait_plan_text') };
  if (draw.stage === 'consenting' && seat.state === 'joined') return consentStep();
  if (draw.stage === 'consenting') return { place: 2, title: say('now_wait_consents'), text: say('now_wait_consents_text') };
  return revealStep(seat);
}

function consentStep() {
  if (!recomputed) return { place: 1, title: say('now_check'), does: recompute };
  if (!recomputed.is_same) return { place: 1, title: say('now_differs'), text: recomputed.error ?? say('now_differs_text') };
  return {
    place: 1, title: say('now_consent'), text: say('now_consent_text')(recomputed.targets.toLocaleString(language), recomputed.inspectors.toLocaleString(language)),
    facts: say('fingerprint')(recomputed.plan_hash.slice(0, 16)), act: { name: say('act_consent'), run: consent },
  };
}

function revealStep(seat) {
  const inRoom = openValue(true), value = openValue(false);
  const typing = value && seen.now_s >= value.at_s ? value : null;
  if (inRoom) return { place: 2, title: say('now_wait_value')(inRoom.name), text: say('now_wait_value_text')(inRoom.ref), typing };
  if (seat.state === 'struck') return { place: 3, title: say('now_struck'), text: say('now_struck_text'), typing };
  if (seat.state === 'revealed') return { place: 3, title: say('now_wait_result'), text: say('now_wait_result_text'), typing };
  return { place: 2, title: say('now_reveal'), text: say('now_reveal_text'), act: { name: say('act_reveal'), run: reveal }, typing };
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function showSteps(place) {
  $('steps').hidden = place === undefined;
  if (place === undefined) return;
  const isDone = seen.draw.stage === 'drawn' && verified && !verified.error;
  $('step-list').replaceChildren(...['step_join', 'step_consent', 'step_reveal', 'step_result'].map((key, index) => {
    const made = element('li', say(key), index < place || isDone ? 'done' : index === place ? 'current' : '');
    if (index === place && !isDone) made.setAttribute('aria-current', 'step');
    return made;
  }));
}

function formOf({ form }) {
  if (form.startsWith('digits:')) return say('digits')(form.slice(7));
  return say(form.startsWith('lottery:') ? 'lottery' : 'drand');
}

function showNow(at) {
  const isResult = seen?.draw.stage === 'drawn' && verified;
  $('now').hidden = Boolean(isResult);
  if ($('now-title').textContent !== at.title) $('now-title').textContent = at.title;
  $('now-text').textContent = at.text ?? '';
  $('facts').textContent = at.facts ?? '';
  $('progress').hidden = !at.does;
  $('act').hidden = !at.act;
  $('act').textContent = at.act?.name ?? '';
  $('act').disabled = isBusy;
  $('value-form').hidden = !at.typing;
  if (at.typing) $('value-label').textContent = say('value_label')(at.typing.name, formOf(at.typing));
  const noted = at.typing && typedValue === at.typing.name ? say('value_sent') : '';
  $('problem').textContent = problem || (seen && !isReachable ? say('unreachable') : noted);
}

function showResult() {
  const isShown = seen?.draw.stage === 'drawn' && verified;
  $('result').hidden = !isShown;
  if (!isShown) return;
  const wasHidden = !$('verdict').textContent;
  $('banner').className = verified.error ? 'refused' : 'accepted';
  $('verdict').textContent = verified.error ? say('refused') : say('result_same');
  $('reason').textContent = verified.error ?? '';
  $('reason').hidden = !verified.error;
  $('result-hash').textContent = verified.hash ? say('result_hash')(verified.hash.slice(0, 16)) : '';
  $('checked').replaceChildren(...verified.lines.filter((line) => line.is_checked).map((line) => element('li', line.text)));
  if (wasHidden) $('verdict').focus();
}

function showSeats() {
  $('witnesses').hidden = !seen;
  if (!seen) return;
  const { draw } = seen, [mine] = [own()];
  const first = Math.min(...draw.values.map(({ at_s: at }) => at));
  const mayStrike = draw.stage === 'revealing' && kept() && ['revealed', 'consented'].includes(mine.state) && seen.now_s < first;
  $('seat-list').replaceChildren(...draw.seats.map((seat) => {
    const row = element('li', '');
    row.append(element('span', seat.id === mine.id ? say('seat_you')(seat.name) : seat.name), element('span', say(`seat_${seat.state}`), 'about'));
    if (mayStrike && seat.id !== mine.id && seat.state === 'consented') {
      const button = element('button', say('strike'));
      button.type = 'button';
      button.setAttribute('aria-label', say('strike_name')(seat.name));
      button.addEventListener('click', () => run(() => strike(seat)));
      row.append(button);
    }
    return row;
  }));
}

function show() {
  document.documentElement.lang = language;
  document.title = say('witness_page_title');
  for (const [node, chinese] of original) node.textContent = say(node.dataset.text) ?? chinese;
  $('language').textContent = say('other_language');
  $('language').lang = language === 'en' ? 'zh-CN' : 'en';
  $('task').textContent = seen ? say('task')(seen.task_name, seen.task_number) : '';
  const at = step();
  showSteps(at.place);
  showNow(at);
  showResult();
  showSeats();
  return at;
}

/** One deed after the other; what fails is said and can be tried again. */
async function run(deed) {
  if (isBusy) return;
  isBusy = true;
  problem = '';
  show();
  try {
    await deed();
  } catch (error) {
    problem = error.isRefusal ? error.message : say('unreachable');
  }
  isBusy = false;
  await look();
  show();
}

async function poll() {
  if (!token) return;
  if (!isBusy) {
    await look();
    const at = show();
    if (at.does && isReachable) await run(at.does);
  }
  setTimeout(poll, POLL_MS);
}

$('act').addEventListener('click', () => run(step().act.run));
$('value-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const { typing } = step();
  if (typing) run(() => type(typing.name));
});
$('print').addEventListener('click', () => window.print());
$('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  const address = new URL(location.href);
  if (language === 'en') address.searchParams.set('lang', 'en');
  else address.searchParams.delete('lang');
  history.replaceState(null, '', address);
  // Sentences of the verifier come again in the other language.
  verified = null;
  show();
});
show();
poll();
