import { expect, test } from '@playwright/test';
import { addressOf, placeOf } from '../../../renderer/routing/address.ts';
import { findScreen } from '../../../renderer/routing/find-screen.ts';
import { matchPath, pathTo } from '../../../renderer/routing/path.ts';
import { Router, type RouterWindow } from '../../../renderer/routing/router.ts';

const CHATS = '/lawyer/:lawyerId/chats/:chat?';

/** A window's history without a window. */
class FakeWindow implements RouterWindow {
  readonly entries: { hash: string; state: unknown }[] = [{ hash: '', state: null }];
  at = 0;
  readonly #listeners: (() => void)[] = [];

  get location() {
    return { hash: this.entries[this.at]?.hash ?? '' };
  }

  get history() {
    const hashOf = (url?: string | URL | null) => String(url ?? '');
    return {
      state: this.entries[this.at]?.state,
      pushState: (state: unknown, _: string, url?: string | URL | null) => {
        this.entries.splice(this.at + 1, Number.POSITIVE_INFINITY, { hash: hashOf(url), state });
        this.at += 1;
      },
      replaceState: (state: unknown, _: string, url?: string | URL | null) => {
        this.entries[this.at] = { hash: hashOf(url), state };
      },
      back: () => this.goTo(Math.max(0, this.at - 1)),
    };
  }

  goTo(index: number): void {
    this.at = index;
    for (const listener of this.#listeners) listener();
  }

  addEventListener(type: 'popstate' | 'hashchange', listener: () => void): void {
    if (type === 'popstate') this.#listeners.push(listener);
  }
}

function open(keepsSide = true): { window: FakeWindow; router: Router; hashes: () => string[] } {
  const window = new FakeWindow();
  return { window, router: new Router(window, () => keepsSide), hashes: () => window.entries.map(({ hash }) => hash) };
}

test('a path is taken apart by its pattern, and put together again', () => {
  expect(matchPath(CHATS, '/lawyer/law_1/chats')).toEqual({ lawyerId: 'law_1' });
  expect(matchPath(CHATS, '/lawyer/law_1/chats/')).toEqual({ lawyerId: 'law_1' });
  expect(matchPath(CHATS, '/lawyer/law_1/chats/%2B491')).toEqual({ lawyerId: 'law_1', chat: '+491' });
  expect(pathTo(CHATS, { lawyerId: 'law_1', chat: '+491' })).toBe('/lawyer/law_1/chats/%2B491');
  expect(pathTo(CHATS, { lawyerId: 'law_1' })).toBe('/lawyer/law_1/chats');
});

test('a path that does not fit, or cannot be decoded, is none', () => {
  for (const path of ['', '/', '/lawyer//chats', '/lawyer/law_1', '/lawyer/law_1/keys', '/lawyer/law_1/chats/a/b'])
    expect(matchPath(CHATS, path), path).toBeNull();
  expect(matchPath(CHATS, '/lawyer/law_1/chats/%zz')).toBeNull();
});

test('an address that leads nowhere leads to the first screen', () => {
  const screens = [{ path: CHATS }, { path: '/lawyer/:lawyerId/settings/:section?' }];
  expect(findScreen(screens, '/lawyer/law_1/settings/tunnel')).toEqual({
    entry: screens[1],
    params: { lawyerId: 'law_1', section: 'tunnel' },
  });
  expect(findScreen(screens, '/nowhere')).toEqual({ entry: screens[0], params: {} });
});

test('an address keeps what is said beside the path', () => {
  const place = placeOf('#/lawyer/law_1/chats?side=queue&word=a+%26+b');
  expect(place).toEqual({ path: '/lawyer/law_1/chats', query: { side: 'queue', word: 'a & b' } });
  expect(placeOf(addressOf(place))).toEqual(place);
});

test('going somewhere is told once, and going to where one is is not', () => {
  const { router, hashes } = open();
  let told = 0;
  const stop = router.listen(() => {
    told += 1;
  });
  router.navigate('/a');
  router.navigate('/a');
  expect(router.place().path).toBe('/a');
  stop();
  router.navigate('/b');
  expect(told).toBe(1);
  expect(hashes()).toEqual(['', '#/a', '#/b']);
});

test('back is a step of the history where one came from there, and else takes the place', () => {
  const { window, router, hashes } = open();
  router.navigate('/list');
  router.navigate('/list/1');
  router.navigate('/list/2', { replace: true });
  router.back('/list');
  expect([router.place().path, window.at]).toEqual(['/list', 1]);
  router.navigate('/elsewhere');
  router.back('/list/7');
  expect(router.place().path).toBe('/list/7');
  expect(hashes()).toEqual(['', '#/list', '#/list/7']);
});

test('what one has come for is told once, stands in no address, and is forgotten by who goes elsewhere', () => {
  const { router, hashes } = open();
  router.navigate('/lawyer/law_1/chats', { errand: 'compose.emoji' });
  expect(router.takeErrand('client.new')).toBe(false);
  expect(router.takeErrand('compose.emoji')).toBe(true);
  expect(router.takeErrand('compose.emoji')).toBe(false);
  let told = 0;
  router.listen(() => {
    told += 1;
  });
  // Where one is already one can come for something, too.
  router.navigate('/lawyer/law_1/chats', { errand: 'compose.attach' });
  expect([told, router.errand()]).toEqual([1, 'compose.attach']);
  router.navigate('/lawyer/law_1/chats/con_1');
  expect(router.errand()).toBeNull();
  expect(hashes().join()).not.toContain('compose');
});

test('who has something unsaved is asked first, and then comes for what was wanted', () => {
  const { router } = open();
  router.navigate('/lawyer/law_1/templates/new');
  let go = () => {};
  const release = router.hold((given) => {
    go = given;
  });
  router.navigate('/lawyer/law_1/clients', { errand: 'client.new' });
  expect(router.errand()).toBeNull();
  release();
  go();
  expect(router.errand()).toBe('client.new');
});

test('a side panel stays open while one moves about, until it is closed', () => {
  const { router, hashes } = open();
  router.navigate('/a');
  router.showSide('queue');
  router.navigate('/b?word=x');
  expect(router.place()).toEqual({ path: '/b', query: { word: 'x', side: 'queue' } });
  router.showSide('practice');
  router.showSide(null);
  router.showSide(null);
  expect(router.place()).toEqual({ path: '/b', query: { word: 'x' } });
  expect(hashes()).toEqual(['', '#/a', '#/a?side=queue', '#/b?word=x&side=queue', '#/b?word=x']);
});

test('where a side panel covers what one goes to, it is left behind', () => {
  const { router, window } = open(false);
  router.navigate('/a');
  router.showSide('queue');
  router.showSide(null);
  expect(window.at).toBe(1);
  router.showSide('queue');
  router.navigate('/b');
  expect(router.place()).toEqual({ path: '/b', query: {} });
});

test('what the browser’s own history does is followed', () => {
  const { router, window } = open();
  router.navigate('/a?side=queue');
  router.navigate('/b');
  window.goTo(1);
  expect(router.place()).toEqual({ path: '/a', query: { side: 'queue' } });
});

test('who has something unsaved is asked before going elsewhere, also by the browser’s own history', () => {
  const { window, router } = open();
  router.navigate('/a');
  router.navigate('/b');
  const asked: (() => void)[] = [];
  const end = router.hold((go) => asked.push(go));
  router.navigate('/b?side=queue');
  expect(router.place().query.side).toBe('queue');
  router.navigate('/c');
  window.goTo(1);
  expect(asked).toHaveLength(2);
  expect(addressOf(router.place())).toBe('/b?side=queue');
  expect(window.location.hash).toBe('#/b?side=queue');
  asked[1]?.();
  expect(router.place().path).toBe('/a');
  end();
  router.navigate('/c');
  expect(router.place().path).toBe('/c');
  expect(asked).toHaveLength(2);
});

test('what was held back goes on when it is let, and a hold that has ended asks nobody', () => {
  const { router } = open();
  router.navigate('/a');
  let go = () => {};
  const end = router.hold((way) => {
    go = way;
  });
  router.navigate('/b');
  expect(router.place().path).toBe('/a');
  end();
  go();
  expect(router.place().path).toBe('/b');
});

/** Two parts of a place have something unsaved. Who is asked, and how each is let go. */
function withUnsaved(router: Router) {
  const asked: string[] = [];
  const ways: (() => void)[] = [];
  for (const name of ['notes', 'form']) {
    router.hold((go) => {
      asked.push(name);
      ways.push(go);
    });
  }
  return { asked, ways };
}

test('of several parts with something unsaved each is asked, and the way is free when all let one go', () => {
  const { router } = open();
  router.navigate('/a');
  const { asked, ways } = withUnsaved(router);
  const end = router.hold(() => asked.push('saved meanwhile'));
  end();
  router.navigate('/b');
  expect(asked).toEqual(['form']);
  ways[0]?.();
  expect(asked).toEqual(['form', 'notes']);
  expect(router.place().path).toBe('/a');
  ways[1]?.();
  expect(router.place().path).toBe('/b');
});

test('whoever lets one part go and stays for another is asked for both again the next time', () => {
  const { router } = open();
  router.navigate('/a');
  const { asked, ways } = withUnsaved(router);
  router.navigate('/b');
  ways[0]?.();
  router.navigate('/c');
  expect(asked).toEqual(['form', 'notes', 'form']);
  expect(router.place().path).toBe('/a');
});
