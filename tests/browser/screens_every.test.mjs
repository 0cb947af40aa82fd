// Every screen in every state that a user may meet, in the long form in both languages: the mirror passes axe-core, the browser has
// nothing to complain about (no policy violation, no error, no warning), and while nothing happens nothing is drawn.
// One browser walks through all of it, from a device that has nothing to one that has notes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { count, makeDemo, open, require, settle, sizes, startBrowser, startServer, until } from './page.mjs';

const IDLE_MS = 250;
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** All of axe-core's rules hold, the experimental ones too, but for these. */
const excluded = {
  'color-contrast': 'the mirror is transparent: theme_test.cpp tests the colours that are drawn',
  'color-contrast-enhanced': 'as above',
  'css-orientation-lock': 'it fetches style sheets by itself, which the policy forbids; shell.css has no such rule',
  'focus-order-semantics': 'it knows no stop but widgets, while a list that scrolls and holds none has to be a stop itself',
  'target-size': 'it takes the padding of what overlaps for unreachable; layout_rules.cpp tests that targets have 44 px',
};

/** What a rule may find all the same. */
const allowed = {
  region: '[role="menu"]', // belongs to no landmark: while it is open all else is out of reach
};

let demo, server, browser, page;
let language = 'zh';

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser({ viewport: sizes['tablet-portrait'] });
  browser.context.setDefaultTimeout(30_000);
  ({ page } = browser);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

/** In the language of the page. */
const say = (chinese, english) => (language === 'zh' ? chinese : english);
const named = (role, chinese, english) => page.getByRole(role, { name: say(chinese, english), exact: true });
const shown = (chinese, english) => page.getByText(say(chinese, english), { exact: true }).first().waitFor({ state: 'attached' });
const go = (route) => page.evaluate((hash) => { location.hash = hash; }, route);
async function button(chinese, english) {
  await named('button', chinese, english).click();
  await settle(page);
}
const tell = (message) => page.workers().at(-1).evaluate((data) => self.onmessage({ data }), message);
const snapshots = '**/api/v1/snapshots/**';
const departments = '**/api/v1/departments*';
const summary = () => page.getByRole('status').filter({ hasText: /^(共|找到|Targets:|Found)/ });
const rows = () => page.getByRole('list', { name: say('检查对象', 'Targets') }).getByRole('link');

async function use(wanted) {
  if (language === wanted) return;
  await go('/settings');
  await page.getByRole('radio', { name: wanted === 'zh' ? /^简体中文/ : /^English/ }).click();
  language = wanted;
  await named('heading', '设置', 'Settings').waitFor({ state: 'attached' });
}

/** The window has another size, and the navigation lies where it belongs there. */
async function resize(viewport) {
  await page.setViewportSize(viewport);
  await until(page, 'laid out anew', async () => {
    const box = await page.getByRole('navigation').boundingBox();
    return viewport === sizes.desktop ? box.height === viewport.height : box.width === viewport.width;
  });
}

async function checkMirror(name) {
  if (!await page.evaluate(() => 'axe' in window)) {
    await page.evaluate(axe);
    await page.evaluate(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => window.violations.push(`${violatedDirective} ${sourceFile}`));
    });
  }
  const found = await page.evaluate(async ([rules, fine]) => {
    const all = axe.getRules().map(({ ruleId }) => ruleId);
    const { violations } = await axe.run({ rules: Object.fromEntries(all.map((rule) => [rule, { enabled: !rules.includes(rule) }])) });
    const nodes = violations.flatMap(({ id, nodes: some }) => some.map(({ html, target }) => ({ id, html, target })));
    const wrong = nodes.filter(({ id, target }) => !(fine[id] && document.querySelector(target[0]).matches(fine[id])));
    // What lies outside its parent is found by no finger and no pointer.
    const outside = [...document.querySelectorAll('#mirror :not(.clips)')]
      .filter((element) => element.childElementCount > 0 && element.scrollHeight > element.clientHeight + 2)
      .map((element) => `children outside: ${element.cloneNode().outerHTML}`);
    return [...outside, ...wrong.map(({ id, html }) => `${id}: ${html}`), ...window.violations.splice(0)];
  }, [Object.keys(excluded), allowed]);
  assert.deepEqual(found, [], `${name} (${language})`);
}

/** Nothing is drawn while nothing happens. What still happened a moment ago, a draft being kept, say, may have its frames. */
async function checkIdle(name) {
  let before, later;
  for (let windows = 0; windows < 4; windows += 1) {
    await settle(page);
    before = await count(page);
    await page.waitForTimeout(IDLE_MS);
    later = await count(page);
    if (later.frames === before.frames) break;
  }
  assert.deepEqual([later.frames, later.animationFrames, later.glCalls], [before.frames, before.animationFrames, before.glCalls], `${name} (${language})`);
}

async function check(name) {
  await checkIdle(name);
  await checkMirror(name);
  assert.deepEqual(browser.complaints.splice(0), [], `${name} (${language})`);
}

/** Arranges each state, in the long form in both languages; `states` is [name, arrange] pairs. */
async function both(states) {
  const other = language === 'zh' ? 'en' : 'zh';
  for (const wanted of process.env.MINGCHOU_LONG ? [language, other] : [language]) {
    await use(wanted);
    for (const [name, arrange] of states) {
      await arrange();
      await check(name);
    }
  }
}

test('before there is a register', async () => {
  await browser.context.route('**/*.wasm', (route) => route.abort('connectionfailed'));
  await page.goto(`${server.address}/`);
  await page.getByRole('heading', { name: '连不上服务器' }).waitFor();
  await checkMirror('cover');
  await browser.context.unrouteAll();
  // What the browser says of a page that has not arrived.
  browser.complaints.length = 0;

  await open(page, server.address, '/');
  await both([
    ['home, without a register', async () => {
      await go('/');
      await named('button', '下载名录', 'Download').waitFor();
    }],
    ['device, without a register', async () => {
      await go('/storage');
      await named('heading', '本机存储正常', 'The storage works well').waitFor({ state: 'attached' });
    }],
    ['licences', async () => {
      await go('/settings');
      await page.getByRole('button', { name: say('开源许可', 'Open source licences') }).click();
      await named('dialog', '开源许可', 'Open source licences').waitFor({ state: 'attached' });
    }],
    ['settings', async () => {
      await button('关闭', 'Close');
      await named('dialog', '开源许可', 'Open source licences').waitFor({ state: 'detached' });
    }],
    ['settings, with a version to go back to and one to take', async () => {
      await tell({ type: 'updates', offline: 'ready', version: '0.3.0', ready: '0.3.1', previous: '0.2.9', setAside: '', fellBackFrom: '' });
      await named('button', '立即更新', 'Update now').waitFor();
    }],
    ['dialog', async () => {
      await button('回到上一个版本', 'Go back to it');
      await named('dialog', '回到上一个版本？', 'Go back to the previous version?').waitFor({ state: 'attached' });
    }],
    ['home, with a version to take', async () => {
      await button('取消', 'Cancel');
      await go('/');
      await named('button', '立即更新', 'Update now').waitFor();
      await tell({ type: 'updates', offline: 'ready', version: '0.3.0', ready: '', previous: '', setAside: '', fellBackFrom: '0.3.1' });
      await named('button', '立即更新', 'Update now').waitFor({ state: 'detached' });
    }],
  ]);
});

test('departments, and what they say when there are none or no answer', async () => {
  const answer = async (given) => {
    await browser.context.unroute(departments);
    await browser.context.route(departments, given);
    await go('/settings');
    await go('/departments');
  };
  await both([
    ['departments', async () => {
      await go('/departments');
      await page.getByRole('list', { name: say('部门', 'Departments') }).waitFor();
    }],
    ['departments, none', async () => {
      await answer((route) => route.fulfill({ json: { items: [], next_cursor: null } }));
      await shown('还没有部门', 'No departments yet');
    }],
    ['departments, waiting', async () => {
      await answer(() => {});
      await shown('正在读取部门……', 'Loading departments…');
    }],
    ['departments, an answer that makes no sense', async () => {
      await answer((route) => route.fulfill({ body: '<html>', contentType: 'text/html' }));
      await shown('没有读到部门', 'The departments could not be read');
      await browser.context.unroute(departments);
    }],
  ]);
});

test('while the register comes, and when it does not', async () => {
  const answer = async (given) => {
    await browser.context.unroute(snapshots);
    if (given) await browser.context.route(snapshots, given);
  };
  await answer(() => {});
  await both([
    ['targets, asking', async () => {
      await go('/targets');
      await named('progressbar', '正在下载名录', 'Downloading the register').waitFor();
    }],
    ['home, downloading', async () => {
      await go('/');
      await named('progressbar', '正在下载名录', 'Downloading the register').waitFor();
    }],
    ['targets, cancelled', async () => {
      await go('/targets');
      await button('取消', 'Cancel');
      await shown('下载已取消', 'The download was cancelled');
    }],
    ['home, cancelled', async () => {
      await go('/');
      await named('button', '继续下载', 'Go on downloading').waitFor();
      await button('继续下载', 'Go on downloading');
    }],
  ]);
  await go('/targets');
  await button('取消', 'Cancel');
  await both([
    ['targets, the server has none', async () => {
      await answer((route) => route.fulfill({ status: 400, json: {} }));
      await go('/targets');
      await page.getByRole('button', { name: say(/继续下载|重试/, /Go on downloading|Try again/) }).click();
      await shown('名录没有下载成功', 'The register was not downloaded');
      browser.complaints.length = 0; // The browser tells of the answer.
    }],
    ['target, without a register', async () => {
      await go('/targets/0197f000-0000-7000-8000-000000000000');
      await named('textbox', '写记录', 'Write a note').waitFor();
    }],
  ]);
  await answer(null);
});

test('the list of targets, its search, filters and menus', async () => {
  await go('/targets');
  await page.getByRole('button', { name: say(/继续下载|重试/, /Go on downloading|Try again/) }).click();
  await summary().waitFor();
  await both([
    ['home', async () => {
      await go('/');
      await named('button', '打开名录', 'Open the register').waitFor();
    }],
    ['targets', async () => {
      await go('/targets');
      await rows().nth(5).waitFor();
    }],
    ['targets, sort menu', async () => {
      await button('排序', 'Sort');
      await named('menuitemradio', '按名称拼音', 'By name in pinyin').waitFor();
    }],
    ['targets, more', async () => {
      await page.keyboard.press('Escape');
      await button('更多操作', 'More actions');
      await named('menuitem', '更新名录', 'Update the register').waitFor();
    }],
    ['targets, filters', async () => {
      await page.keyboard.press('Escape');
      await button('筛选', 'Filter');
      await page.getByRole('checkbox', { name: say(/^个体工商户/, /^Self-employed/) }).click();
      await named('button', '行业', 'Industry').click();
      await settle(page);
    }],
    ['targets, filtered', async () => {
      await button('关闭', 'Close');
      await named('button', '去掉筛选：个体工商户', 'Remove filter: Self-employed').waitFor();
    }],
    ['targets, none found', async () => {
      await named('searchbox', '搜索检查对象', 'Search targets').fill('无此店铺名');
      await shown('没有符合条件的检查对象', 'No target matches');
    }],
    ['targets, found', async () => {
      await button('清除条件', 'Clear the conditions');
      await named('searchbox', '搜索检查对象', 'Search targets').fill('超市');
      await rows().filter({ hasText: '超市' }).nth(5).waitFor();
    }],
    ['a target beside the list', async () => {
      await resize(sizes.desktop);
      await shown('从左边选一个检查对象', 'Choose a target on the left');
      await rows().first().click();
      await named('textbox', '写记录', 'Write a note').waitFor();
      await named('button', '清空搜索', 'Clear the search').click();
    }],
    ['settings on a desktop', async () => {
      await go('/settings');
      await named('heading', '设置', 'Settings').waitFor({ state: 'attached' });
    }],
    ['settings', () => resize(sizes['tablet-portrait'])],
  ]);
});

test('the page of a target, and what is written there', async () => {
  let route = '';
  await both([
    ['target', async () => {
      await go('/targets');
      await rows().nth(say(1, 2)).click();
      await named('textbox', '写记录', 'Write a note').waitFor();
      route = new URL(page.url()).hash.slice(1);
    }],
    ['note, being written', async () => {
      await named('textbox', '写记录', 'Write a note').fill('后厨整洁，招牌是𰻞');
      await shown('草稿已自动保存', 'Draft kept');
    }],
    ['note, saved', async () => {
      await button('保存记录', 'Save the note');
      await shown('记录已保存在本机', 'The note is saved on this device');
    }],
    ['note, its menu', async () => {
      await button('这条记录的操作', 'Actions on this note');
      await named('menuitem', '修改', 'Change').waitFor();
    }],
    ['note, being changed', async () => {
      await named('menuitem', '修改', 'Change').click();
      await named('button', '放弃修改', 'Drop the change').waitFor();
    }],
    ['note, with its history', async () => {
      await named('textbox', '写记录', 'Write a note').fill('后厨整洁。');
      await button('保存修改', 'Save the change');
      await button('这条记录的操作', 'Actions on this note');
      await named('menuitem', '修改历史', 'History').click();
      await page.getByText(say(/写下/, /Written/)).first().waitFor();
    }],
    ['note, why it is withdrawn', async () => {
      await button('这条记录的操作', 'Actions on this note');
      await named('menuitem', '撤回', 'Withdraw').click();
      await named('dialog', '撤回这条记录', 'Withdraw this note').waitFor({ state: 'attached' });
    }],
    ['note, withdrawn', async () => {
      await named('radio', '写错了', 'It was wrong').click();
      await button('撤回', 'Withdraw');
      await page.getByText(say('已撤回：写错了', 'Withdrawn: It was wrong')).first().waitFor();
    }],
    ['note, too long', async () => {
      await named('textbox', '写记录', 'Write a note').fill('字'.repeat(9_000));
      await page.getByText(say(/^[\d,]+ \/ [\d,]+ 字$/, /^[\d,]+ of [\d,]+ characters$/)).waitFor();
      await named('textbox', '写记录', 'Write a note').fill('');
    }],
    ['home, with notes', async () => {
      await go('/');
      await page.getByRole('main').getByRole('link').first().waitFor();
    }],
    ['device, with notes', async () => {
      await go('/storage');
      await named('button', '重新检查', 'Check again').waitFor();
    }],
    ['target that is unknown', async () => {
      await go('/targets/0197f000-0000-7000-8000-000000000000');
      await page.getByText(say(/名录里没有这个检查对象/, /The register does not have this target/)).first().waitFor();
    }],
  ]);
  assert.match(route, /^\/targets\/./);
});

test('without network', async () => {
  await browser.context.setOffline(true);
  await both([
    ['home, offline', async () => {
      await go('/');
      await named('status', '离线', 'Offline').or(page.getByRole('status').filter({ hasText: say('离线', 'Offline') })).first().waitFor({ state: 'attached' });
    }],
    ['targets, an update that does not come', async () => {
      await go('/targets');
      await button('更多操作', 'More actions');
      await named('menuitem', '更新名录', 'Update the register').click();
      await page.getByRole('progressbar').or(page.getByRole('alert')).first().waitFor();
      await settle(page);
      browser.complaints.length = 0; // The browser tells of the request.
    }],
  ]);
  await browser.context.setOffline(false);
});

test('signing in, the account, users and the audit trail', async () => {
  const leave = () => browser.context.clearCookies();
  await both([
    ['sign in', async () => {
      await leave();
      await open(page, server.address, '/sign-in', { login: null });
      await named('textbox', '用户名', 'Login name').waitFor();
    }],
    ['sign in, refused', async () => {
      await named('textbox', '用户名', 'Login name').fill('demo-reviewer');
      await page.getByLabel(say('密码', 'Password'), { exact: true }).fill('wrong-words-2026');
      await button('登录', 'Sign in');
      await page.getByRole('alert').first().waitFor({ state: 'attached' });
    }],
    ['account, signed out', async () => {
      await go('/account');
      await shown('请先登录', 'Sign in first');
    }],
    ['account', async () => {
      await go('/sign-in');
      await named('textbox', '用户名', 'Login name').fill('demo-system');
      await page.getByLabel(say('密码', 'Password'), { exact: true }).fill('demo-county-2026');
      await button('登录', 'Sign in');
      await page.getByText(say(/您已登录/, /^Signed in as/)).first().waitFor({ state: 'attached' });
      await go('/account');
      await shown('本设备', 'This device');
    }],
    ['account, leaving', async () => {
      await button('退出登录', 'Sign out');
      await named('dialog', '退出登录？', 'Sign out?').waitFor({ state: 'attached' });
    }],
    ['password', async () => {
      await page.keyboard.press('Escape');
      await go('/account/password');
      await named('button', '保存新密码', 'Save the new password').waitFor();
    }],
    ['second factor', async () => {
      await go('/account/second-factor');
      await named('button', '开始设置', 'Begin').waitFor();
    }],
    ['users', async () => {
      await go('/users');
      await page.getByText(say(/^共 \d+ 个用户$/, /^\d+ users$/)).first().waitFor({ state: 'attached' });
    }],
    ['a user', async () => {
      await page.getByRole('list', { name: say('用户', 'Users') }).getByRole('link').first().click();
      await named('button', '保存', 'Save').waitFor();
    }],
    ['new user', async () => {
      await go('/users/new');
      await button('新建', 'Make the user');
      await page.getByRole('alert').first().waitFor({ state: 'attached' });
    }],
    ['audit trail', async () => {
      await go('/audit');
      await page.getByRole('list', { name: say('审计记录', 'Audit trail') }).getByRole('button').first().waitFor();
    }],
    ['home, signed in', async () => {
      await go('/');
      await page.getByRole('main').getByRole('link', { name: say(/^审计记录/, /^Audit trail/) }).waitFor();
    }],
  ]);
});

test('the registers and lists that the office keeps', async () => {
  await browser.context.clearCookies();
  await page.context().request.post(`${server.address}/api/v1/session`, {
    data: { login: 'demo-department', password: 'demo-county-2026' }, headers: { 'X-Mingchou-Request': '1' },
  });
  await open(page, server.address, '/', { login: null });
  const list = (chinese, english) => page.getByRole('list', { name: say(chinese, english), exact: true });
  const whole = (pattern) => page.getByRole('status').filter({ hasText: pattern }).first().waitFor({ state: 'attached' });
  await both([
    ['home, with duties', async () => {
      await go('/');
      await named('heading', '管理', 'Administration').waitFor({ state: 'attached' });
    }],
    ['inspectors', async () => {
      await go('/inspectors');
      await whole(/^(共 [\d,]+ 人|[\d,]+ people)$/);
    }],
    ['an inspector', async () => {
      await list('检查人员', 'Inspectors').getByRole('link').first().click();
      await named('button', '修改资料', 'Change').waitFor();
    }],
    ['an inspector, being changed', async () => {
      await button('修改资料', 'Change');
    }],
    ['a new inspector, with what is missing', async () => {
      await go('/inspectors/new');
      await page.locator('form button').last().evaluate((element) => element.click());
      await page.getByRole('alert').first().waitFor({ state: 'attached' });
    }],
    ['experts', async () => {
      await go('/experts');
      await page.getByRole('tab', { name: say('专家', 'Experts'), selected: true }).waitFor();
    }],
    ['item lists', async () => {
      await go('/item-lists');
      await page.getByRole('main').getByRole('link').first().waitFor();
    }],
    ['an item list', async () => {
      await page.getByRole('main').getByRole('link').first().click();
      await page.getByRole('button', { name: say('返回', 'Back') }).waitFor();
      await page.getByRole('main').getByRole('link', { name: say(/^第 \d+ 版/, /^Version \d+/) }).first().waitFor();
    }],
    ['a version', async () => {
      await page.getByRole('main').getByRole('link', { name: say(/^第 \d+ 版/, /^Version \d+/) }).first().click();
      await page.getByRole('heading', { level: 1, name: say(/^第 \d+ 版$/, /^Version \d+$/) }).waitFor({ state: 'attached' });
    }],
    ['yearly plans', async () => {
      await go('/plans');
      await page.getByRole('main').getByRole('link').first().waitFor();
    }],
    ['a plan that is drawn up', async () => {
      await page.getByRole('main').getByRole('link').first().click();
      await named('button', '添加任务', 'Add a task').waitFor();
      await page.getByRole('main').getByRole('link').first().waitFor();
    }],
    ['a task of a plan', async () => {
      await page.getByRole('main').getByRole('link').first().click();
      await named('button', '修改', 'Change').waitFor();
    }],
    ['a new task of a plan, with what is missing', async () => {
      await button('返回', 'Back');
      await button('添加任务', 'Add a task');
      await page.locator('form button').last().evaluate((element) => element.click());
      await page.getByRole('alert').first().waitFor({ state: 'attached' });
    }],
    ['draws', async () => {
      await go('/draws');
      await named('heading', '抽取', 'Draws').waitFor({ state: 'attached' });
    }],
    ['imports', async () => {
      await go('/imports');
      await named('heading', '数据导入', 'Imports').waitFor({ state: 'attached' });
    }],
    ['a new target, with what is missing', async () => {
      await go('/targets/new');
      await page.locator('form button').last().evaluate((element) => element.click());
      await page.getByRole('alert').first().waitFor({ state: 'attached' });
    }],
  ]);
});

test('while another tab has the data', async () => {
  const first = page;
  page = await browser.context.newPage();
  await open(page, server.address, '/');
  await page.locator('html[lang]').waitFor({ state: 'attached' });
  language = await page.locator('html').getAttribute('lang') === 'en' ? 'en' : 'zh';
  await both([['elsewhere', async () => {
    await go('/');
    await shown('本机数据正在另一个标签页中使用', 'The data are in use in another tab');
  }]]);
  await button('在此使用', 'Use here');
  await page.getByText(say('本机数据正在另一个标签页中使用', 'The data are in use in another tab')).waitFor({ state: 'detached' });
  page = first;
  language = await page.locator('html').getAttribute('lang') === 'en' ? 'en' : 'zh';
  await both([['released', async () => {
    await go('/targets');
    await shown('本机数据已转到另一个标签页', 'The data went to another tab');
  }]]);
});
