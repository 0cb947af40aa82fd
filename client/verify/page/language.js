// The language of a public page: that of its address, until the button in its header is pressed. The Chinese of texts
// that stand in the page (data-text) is there; `texts` has all others.

/**
 * @param {Record<string, Record<string, any>>} texts by language and key
 * @param {() => void} changed  the reader has chosen the other language
 */
export function makeLanguage(texts, changed) {
  const original = new Map([...document.querySelectorAll('[data-text]')].map((node) => [node, node.textContent]));
  const originalTitle = document.title;
  const button = document.getElementById('language');
  let language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh-CN';
  const say = (key) => texts[language][key];

  function show() {
    document.documentElement.lang = language;
    document.title = say('page_title') ?? originalTitle;
    for (const [node, chinese] of original) node.textContent = say(node.dataset.text) ?? chinese;
    button.textContent = say('other_language');
    button.lang = language === 'en' ? 'zh-CN' : 'en';
  }

  button.addEventListener('click', () => {
    language = language === 'en' ? 'zh-CN' : 'en';
    const address = new URL(location.href);
    if (language === 'en') address.searchParams.set('lang', 'en');
    else address.searchParams.delete('lang');
    history.replaceState(null, '', address);
    show();
    changed();
  });
  show();
  return { say, now: () => language };
}
