// Language, theme and text size as the page around the app needs them, before the app runs too. A copy in
// localStorage: the app's database is the place where they are kept. Nothing secret here.
import { chosenLanguage, say } from './texts.js';

const KEY = 'mingchou.preferences';
const known = { language: ['zh-CN', 'en'], theme: ['system', 'light', 'dark'], textSize: ['standard', 'large', 'larger'] };
const darkQuery = matchMedia('(prefers-color-scheme: dark)');

/** Those of the last start; of the browser at the first. @returns {import('./messages.js').Preferences} */
export function rememberedPreferences() {
  const preferences = { language: chosenLanguage() === 'zh' ? 'zh-CN' : 'en', theme: 'system', textSize: 'standard' };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    for (const [name, values] of Object.entries(known)) if (values.includes(kept[name])) preferences[name] = kept[name];
  } catch { /* storage that is closed to us: the browser's own preferences serve */ }
  return preferences;
}

export function rememberPreferences({ language, theme, textSize }) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ language, theme, textSize }));
  } catch { /* likewise */ }
}

let screenTitle = '';

/** @param {string} title  of the screen, '' for none */
export function showTitle(title) {
  screenTitle = title;
  const product = say('title', document.documentElement.lang === 'en' ? 'en' : 'zh');
  document.title = title ? `${title} – ${product}` : product;
}

/** Of the app's header: what a browser or a home-screen app paints around the page. */
const barColors = { light: '#ffffff', dark: '#161f27' };

/** Language, colours and title of the page. */
export function applyPreferences({ language, theme }) {
  const root = document.documentElement;
  root.lang = language;
  root.dataset.theme = theme === 'system' ? (darkQuery.matches ? 'dark' : 'light') : theme;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', barColors[root.dataset.theme]);
  showTitle(screenTitle);
}

export const systemIsDark = () => darkQuery.matches;

/** @param {(dark: boolean) => void} changed */
export function watchSystemTheme(changed) {
  darkQuery.addEventListener('change', ({ matches }) => changed(matches));
}
