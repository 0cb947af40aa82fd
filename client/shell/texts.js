// The shell's own words, for the time before the app runs and for when it can't. Chinese first, English second.

export const texts = {
  title: ['明抽', 'Mingchou'],
  opening: ['正在打开……', 'Opening…'],
  subject: ['双随机、一公开', 'Random inspections, open results'],
  progress: ['打开的进度', 'Progress of opening'],
  retry: ['重试', 'Try again'],
  unreachable: ['连不上服务器', "The server can't be reached"],
  unreachableAdvice: [
    '页面还没有下载完。请检查网络连接，然后重试。',
    'The page is not downloaded yet. Check the network connection, then try again.',
  ],
  failed: ['页面出错了', 'The page failed'],
  failedAdvice: [
    '请重试。如果再次出错，请把下面的内容告诉管理员。',
    'Try again. If it fails again, tell the administrator what stands below.',
  ],
};

/** @returns {'zh'|'en'} */
export function chosenLanguage(languages = navigator.languages ?? [navigator.language]) {
  for (const tag of languages) {
    if (/^zh\b/i.test(tag)) return 'zh';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh';
}

/** @param {keyof typeof texts} key */
export function say(key, language) {
  return texts[key][language === 'zh' ? 0 : 1];
}
