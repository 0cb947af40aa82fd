// Every message between the shell (main thread) and the worker, in one place. Both sides send and read nothing else.
// Coordinates are CSS pixels from the canvas's upper left corner; times are milliseconds of the epoch, because the
// two threads count performance.now() from different origins.

/**
 * Shell to worker.
 * @typedef {{type: 'start', canvas: OffscreenCanvas, preferences: Preferences, systemDark: boolean, reducedMotion: boolean, surface: Surface, path: string, behind: number}} Start
 *   Once, first. `path` is the route in the address, `behind` as in openRoute.
 * @typedef {{type: 'openRoute', path: string, behind: number}} OpenRoute
 *   The address changed by the browser: back, forward, a link. `behind` is how many entries of the app lie before
 *   the present one in the browser's history.
 * @typedef {{type: 'systemTheme', dark: boolean}} SystemTheme
 * @typedef {{type: 'resize', surface: Surface}} Resize
 * @typedef {{type: 'pointer', samples: PointerSample[]}} Pointer
 *   Fingers, pen and mouse, oldest first.
 * @typedef {{type: 'wheel', x: number, y: number, by: number}} Wheel
 *   `by` is the way down in pixels.
 * @typedef {{type: 'key', key: string, shift: boolean}} Key
 *   A KeyboardEvent.key of `keysForwarded`.
 * @typedef {{type: 'focus', id: string, visible: boolean}} Focus
 *   The DOM's focus went to the mirror's node of that id ('' for none); `visible` if by keyboard.
 * @typedef {{type: 'activate', id: string}} Activate
 *   A screen reader, or Enter, on the mirror's node.
 * @typedef {{type: 'edit', id: string, text: string, revision: number, subject: number, entered: boolean, left: boolean, refused: number}} Edit
 *   The user wrote in the element over a text field; `entered` by the Enter key, `left` as the focus went. `revision`
 *   counts the changes of its text, `subject` is that of the field when it was written, and `refused` characters found
 *   no room.
 * @typedef {{type: 'capsLock', on: boolean}} CapsLock
 *   Keys write capitals, as a key told that was pressed in a password; whenever it changes.
 * @typedef {{type: 'keyboardInset', px: number}} KeyboardInset
 *   So much of the page, from below, is under the soft keyboard.
 * @typedef {{type: 'network', online: boolean}} NetworkState
 *   What the browser believes, at the start and whenever it changes.
 * @typedef {{type: 'copied', done: boolean}} Copied
 *   Answers `copy`.
 * @typedef {{type: 'fileChosen', file: File}} FileChosen
 *   Answers `chooseFile`, unless the user chose nothing. The file goes by reference; its content stays on the disk.
 * @typedef {{type: 'persistAnswered'}} PersistAnswered
 *   The browser, or the user, has decided whether the data are kept for good.
 * @typedef {{type: 'pageHidden'}|{type: 'pageShown'}} PageInHistory
 *   The page goes into the browser's history, perhaps for good; it came back from there.
 * @typedef {{type: 'updates', ...import('./updates.js').UpdateState}} Updates
 *   Whether the app opens offline, and which versions there are; whenever it changes.
 * @typedef {{type: 'ping'}} Ping
 *   Asks for `pong`, after the user did something: a worker that died silently is found out by its silence.
 * @typedef {{type: 'count', token: number}} Count
 *   Asks for `counted`.
 *
 * @typedef {{language: 'zh-CN'|'en', theme: 'system'|'light'|'dark', textSize: 'standard'|'large'|'larger'}} Preferences
 * @typedef {{pointer: number, kind: 'touch'|'pen'|'mouse', phase: 'down'|'move'|'up'|'cancel', x: number, y: number,
 *   time: number, button: number}} PointerSample
 *   `button`: 0 left, 1 right, 2 middle. client/app/input/gesture_types.h says the rest.
 * @typedef {{width: number, height: number, density: number, insets: [number, number, number, number]}} Surface
 *   Size in CSS pixels, device pixels per CSS pixel, and where the device has no room for content: top, right, bottom, left.
 *
 * Worker to shell.
 * @typedef {{type: 'progress', loaded: number, total: number}} Progress
 *   Bytes of the module and the font, after decompression.
 * @typedef {{type: 'ready'}} Ready
 *   The first frame is on the screen.
 * @typedef {{type: 'failed', reason: 'unreachable'|'sentence'|'crash'|'graphics', text: string}} Failed
 *   The app can't start or go on. `text` is a sentence in the user's language for 'sentence', else technical;
 *   'graphics': the browser took the canvas's context away and does not give it back.
 * @typedef {{type: 'pong'}} Pong
 * @typedef {{type: 'semantics', nodes: SemanticNode[], moving: boolean, focus: string}} SemanticsList
 *   The whole tree, in drawing order, whenever it changed. The keyboard's focus shall go to the node `focus`, if that is
 *   not empty; no message `focus` comes back when it does.
 * @typedef {{type: 'fields', fields: EditableField[]}} FieldList
 *   All text fields on the screen, whenever they changed.
 * @typedef {{type: 'route', path: string, push: boolean}} RouteShown
 *   The address shall show this route; `push`: as a new entry of the history.
 * @typedef {{type: 'title', title: string}} Title
 *   The name of the screen, for the window's title.
 * @typedef {{type: 'copy', text: string}} Copy
 *   Into the clipboard.
 * @typedef {{type: 'saveFile', name: string, content: string|Blob}} SaveFile
 *   Into the device's downloads.
 * @typedef {{type: 'print', title: string, facts: [string, string][], columns: string[], rows: string[][], notes: string[]}} Print
 *   On paper: a plain document of these texts.
 * @typedef {{type: 'chooseFile', accept: string}} ChooseFile
 *   Open the browser's window to choose a file, of kinds as in the HTML attribute `accept`.
 * @typedef {{type: 'unsaved', unsaved: boolean}} Unsaved
 *   Whether something was typed that is not saved; whenever that changes. Not so at the start.
 * @typedef {{type: 'back'}} Back
 *   One step back in the history.
 * @typedef {{type: 'update', action: 'apply'|'rollBack'|'check'|'seen'}} Update
 *   Take the version that is ready; go back to the previous one; look for a new one; the user has read that the app
 *   fell back. The first two load the page again.
 * @typedef {{type: 'preferences', ...Preferences}} PreferencesUsed
 *   The app draws by these from now on.
 * @typedef {{type: 'askToPersist'}} AskToPersist
 *   Ask the browser to keep the data for good; only a window may.
 * @typedef {{type: 'cursor', cursor: 'default'|'pointer'}} CursorChange
 * @typedef {{type: 'counted', token: number, awake: boolean, frames: number, animationFrames: number, glCalls: number, heapBytes: number}} Counted
 *   Since the start; `awake` while another frame is coming. For the health page, and for tests that nothing happens while nothing happens.
 *
 * @typedef {{role: string, id: string, name: string, rect: [number, number, number, number], parent: number,
 *   clips?: boolean, focusable?: boolean, off_tab_order?: boolean, current?: boolean, level?: number, position?: number, set_size?: number,
 *   disabled?: boolean, invalid?: boolean, modal?: boolean, checked?: boolean, selected?: boolean, expanded?: boolean, popup?: 'menu'|'dialog',
 *   value?: number, description?: string}} SemanticNode
 *   `rect` is x, y, width, height; `parent` an index into the list, or -1. client/app/ui/semantics.h says the rest.
 * @typedef {{id: string, kind: 'text'|'search'|'multiline'|'number'|'code'|'phone'|'date'|'exact'|'password', enter: 'done'|'search'|'next'|'send'|'go',
 *   autocomplete: string, shown: boolean, max: number, value: string, placeholder: string, subject: number, revision: number, focused: boolean, size: number, line: number,
 *   paddingX: number, paddingY: number, rect: [number, number, number, number]}} EditableField
 *   `max` in code points; another `subject` is another text; `revision` of the last edit that `value` has in it;
 *   `focused`: the app draws no text in it; `shown`: a password in letters.
 *
 * @typedef {Start|OpenRoute|SystemTheme|Resize|Pointer|Wheel|Key|Focus|Activate|Edit|CapsLock|KeyboardInset|NetworkState|Copied|FileChosen|PersistAnswered|PageInHistory|Updates|Ping|Count} ToWorker
 * @typedef {Progress|Ready|Failed|Pong|SemanticsList|FieldList|RouteShown|Title|Copy|SaveFile|Print|ChooseFile|Unsaved|Back|Update|PreferencesUsed|AskToPersist|CursorChange|Counted} ToShell
 */

/** Places in these lists are the numbers of the enumerations in client/app. */
export const pointerKinds = ['touch', 'pen', 'mouse'];
export const pointerPhases = ['down', 'move', 'up', 'cancel'];
export const cursors = ['default', 'pointer'];

/** The only keys that the app hears of; all others stay with the browser. */
export const keysForwarded = new Set([
  'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', ' ', 'Escape', 'ContextMenu',
]);
