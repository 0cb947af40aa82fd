// Undo and redo of one text field. Our own, because Chromium has one history for the whole page: undoing in one field
// jumps into another and changes that.

const ENTRIES_MAX = 200;
/** Characters typed this soon after one another are undone together. */
const TYPING_PAUSE_MS = 1000;

/** @typedef {{value: string, start: number, end: number}} FieldState  selection in UTF-16 units */

/** @param {FieldState} first */
export function makeHistory(first) {
  let entries = [first];
  let at = 0;
  let kind = '';
  let changedAt = -Infinity;

  return {
    /** @param {FieldState} state  @param {'typed'|'deleted'|''} newKind  '' is never joined with what was before */
    record(state, newKind = '') {
      const now = performance.now();
      const joined = newKind !== '' && newKind === kind && now - changedAt < TYPING_PAUSE_MS && at > 0;
      kind = newKind;
      changedAt = now;
      if (state.value === entries[at].value) {
        entries[at] = state;
        return;
      }
      entries.length = at + 1;
      if (joined) entries[at] = state;
      else entries.push(state);
      if (entries.length > ENTRIES_MAX) entries = entries.slice(-ENTRIES_MAX);
      at = entries.length - 1;
    },
    /** @returns {FieldState|null} */
    undo() {
      kind = '';
      return at > 0 ? entries[(at -= 1)] : null;
    },
    /** @returns {FieldState|null} */
    redo() {
      kind = '';
      return at + 1 < entries.length ? entries[(at += 1)] : null;
    },
  };
}
