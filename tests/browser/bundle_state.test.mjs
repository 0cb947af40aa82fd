// The rules by which the service worker chooses a bundle, as a table and by random walks. No browser needed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const source = readFileSync(new URL('../../client/shell/bundle_state.js', import.meta.url), 'utf8');
const rules = vm.runInNewContext(`${source}; bundleState`);

/** Runs "installed b", "opened safe", … from the empty state. */
function run(...steps) {
  return steps.reduce((state, step) => {
    const [rule, argument] = step.split(' ');
    if (rule === 'installed') return rules.installed(state, argument, `version ${argument}`);
    if (rule === 'opened') return rules.opened(state, argument === 'safe');
    return rules[rule](state, argument);
  }, rules.empty());
}
const firstRuns = ['installed a', 'opened safe', 'started a'];

const table = [
  ['the first bundle is taken at once', ['installed a'], { active: 'a', candidate: '' }],
  ['a new one waits', [...firstRuns, 'installed b'], { active: 'a', candidate: 'b' }],
  ['it waits while another page runs', [...firstRuns, 'installed b', 'opened busy'], { active: 'a', candidate: 'b' }],
  ['it is taken when none runs', [...firstRuns, 'installed b', 'opened safe'], { active: 'b', previous: 'a', proved: false, attempts: 1 }],
  ['it is proved by its first frame', [...firstRuns, 'installed b', 'opened safe', 'started b'], { proved: true, attempts: 0 }],
  ['a frame of another bundle proves nothing', [...firstRuns, 'installed b', 'opened safe', 'started a'], { proved: false }],
  ['two starts without a frame are two too many', [...firstRuns, 'installed b', 'opened safe', 'opened safe', 'opened safe'], { active: 'a', candidate: 'b', fellBackFrom: 'b' }],
  ['one is not', [...firstRuns, 'installed b', 'opened safe', 'opened safe', 'started b'], { active: 'b', fellBackFrom: '' }],
  ['starts that the user leaves do not count', [...firstRuns, 'installed b', 'opened safe', 'left b', 'opened safe', 'left b', 'opened safe'], { active: 'b', attempts: 1 }],
  ['a failure that is told counts when it is the second', [...firstRuns, 'installed b', 'opened safe', 'failed b'], { active: 'b' }],
  ['and then at once', [...firstRuns, 'installed b', 'opened safe', 'failed b', 'opened safe', 'failed b'], { active: 'a', fellBackFrom: 'b' }],
  ['what was given up is not taken by itself', [...firstRuns, 'installed b', 'applied', 'started b', 'rolledBack', 'opened safe', 'installed b', 'opened safe'], { active: 'a', candidate: 'b' }],
  ['but a newer one is', [...firstRuns, 'installed b', 'applied', 'started b', 'rolledBack', 'installed c', 'opened safe'], { active: 'c', previous: 'a' }],
  ['and it, if the user asks', [...firstRuns, 'installed b', 'applied', 'started b', 'rolledBack', 'applied'], { active: 'b', previous: 'a', refused: [] }],
  ['a mend of a broken bundle is taken before it is given up', [...firstRuns, 'installed b', 'opened safe', 'opened safe', 'installed c', 'opened safe'], { active: 'c', previous: 'a' }],
  ['there is nothing to go back to at first', [...firstRuns, 'rolledBack'], { active: 'a', previous: '' }],
  ['the first bundle has no other to give way to', ['installed a', 'opened safe', 'opened safe', 'opened safe', 'failed a'], { active: 'a' }],
  ['a server that goes back to the active bundle leaves no candidate', [...firstRuns, 'installed b', 'installed a'], { active: 'a', candidate: '' }],
  ['the notice of a fall goes when it was read', [...firstRuns, 'installed b', 'opened safe', 'opened safe', 'opened safe', 'seen'], { fellBackFrom: '' }],
];
for (const [name, steps, expected] of table) {
  test(name, () => {
    const state = run(...steps);
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(JSON.parse(JSON.stringify(state[key])), value, key);
  });
}

test('on random walks a page always has a bundle, nothing given up comes back by itself, and lists stay short', () => {
  let seed = 7;
  const random = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 16) % below;
  };
  for (let walk = 0; walk < 300; walk += 1) {
    let state = run('installed a');
    for (let step = 0; step < 60; step += 1) {
      const id = String.fromCharCode(97 + random(12));
      const before = state;
      const kind = random(8);
      if (kind === 0) state = rules.installed(state, id, id);
      else if (kind < 3) state = rules.opened(state, random(2) === 0);
      else if (kind === 3) state = rules.started(state, state.active);
      else if (kind === 4) state = rules.failed(state, state.active);
      else if (kind === 5) state = rules.left(state, state.active);
      else if (kind === 6) state = rules.applied(state);
      else state = rules.rolledBack(state);
      state = rules.tidied(state);

      assert.notEqual(state.active, '');
      assert.notEqual(state.active, state.previous);
      assert.notEqual(state.active, state.candidate);
      assert.ok(rules.kept(state).length <= 3 && state.refused.length <= rules.REFUSED_MAX);
      assert.ok(Object.keys(state.versions).length <= 3 + rules.REFUSED_MAX + 1);
      const taken = state.active !== before.active;
      // Only the user's own wish takes what was refused.
      if (taken && kind !== 6) assert.ok(!before.refused.includes(state.active) || state.active === before.previous);
      // What is taken is kept on the device already.
      if (taken) assert.ok(rules.kept(before).includes(state.active));
      if (!taken && kind !== 0) assert.equal(state.previous, before.previous);
    }
  }
});
