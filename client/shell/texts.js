// The shell's own words, for the time before the app runs and for when it can't. Chinese first, English second.

export const texts = {
  title: ['明抽', 'Mingchou'],
  opening: ['正在打开……', 'Opening…'],
  subject: ['双随机、一公开', 'Random inspections, open results'],
  progress: ['打开的进度', 'Progress of opening'],
  retry: ['重试', 'Try again'],
  stalled: ['网络很慢', 'The network is slow'],
  stalledAdvice: [
    '还在下载，请稍候。长时间没有进展时，请换一个网络好的地方重试。',
    'Still downloading, please wait. If nothing moves for long, try again where the network is better.',
  ],
  restarting: ['正在重新打开……', 'Opening again…'],
  restartingAdvice: ['页面刚才出错。已保存的内容都在。', 'The page failed a moment ago. What was saved is still there.'],
  unresponsive: ['页面没有反应', 'The page does not respond'],
  unresponsiveAdvice: [
    '可能正在处理大量数据，请稍候。一直没有反应时，请重新打开；已保存的内容都在。',
    'It may be at work on much data, please wait. If it stays so, open it again; what was saved is still there.',
  ],
  restart: ['重新打开', 'Open again'],
  unreachable: ['连不上服务器', "The server can't be reached"],
  unreachableAdvice: [
    '页面还没有下载完。请检查网络连接，然后重试。第一次打开需要网络，以后没有网络也能打开。',
    'The page is not downloaded yet. Check the network connection, then try again. Opening it for the first time needs the network; after that it opens without.',
  ],
  failed: ['页面出错了', 'The page failed'],
  failedAdvice: [
    '已保存的内容都在。请重试；如果再次出错，请关闭浏览器后重新打开，或把下面的详细信息告诉管理员。',
    'What was saved is still there. Try again; if it fails again, close the browser and open it anew, or tell the administrator what the details below say.',
  ],
  details: ['详细信息', 'Details'],
  rollBack: ['回到上一个版本', 'Go back to the previous version'],
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
