import { BrowserWindow, nativeTheme } from 'electron';
import type { AppSettings } from '../contract/app-settings.ts';
import type { Millis } from '../domain/clock.ts';
import type { TellStep } from '../storage/migrate.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { themeOf } from './theme-of.ts';
import { timeLeft } from './time-left.ts';
import type { Words } from './words.ts';

/** How often the time that is left is told, in ms. */
const TELL_EVERY = 1_000;

/** In the page's own pixels. */
const SIZE = { width: 460, height: 230 };

export interface GettingReadyWindow {
  tellStep: TellStep;
  focus(): void;
  close(): void;
}

interface Options {
  words: Words;
  look: Pick<AppSettings, 'theme' | 'contrast' | 'zoom'>;
  iconFile: string;
}

/**
 * Says that the database is being brought up to date, and how far that is. Nothing runs in its page, and it has no bridge.
 * Closing it changes nothing but that nobody sees it.
 */
export function openGettingReadyWindow({ words, look, iconFile }: Options): GettingReadyWindow {
  const { say, number, duration } = words;
  nativeTheme.themeSource = themeOf(look);
  const window = new BrowserWindow({
    ...{ width: Math.round(SIZE.width * look.zoom), height: Math.round(SIZE.height * look.zoom), useContentSize: true },
    ...{ resizable: false, maximizable: false, fullscreenable: false, show: false, autoHideMenuBar: true },
    ...{ title: 'Lexline', icon: iconFile },
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      zoomFactor: look.zoom,
    },
  });
  const contents = window.webContents;
  const opened = performance.now();
  let isThere = false;
  let [step, steps, began] = [0, 0, 0];
  let longest: Millis | null = null;
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.once('ready-to-show', () => window.show());
  contents.once('dom-ready', () => {
    isThere = true;
    show();
  });
  const timer = setInterval(() => show(), TELL_EVERY);
  window.once('closed', () => clearInterval(timer));
  window.loadURL(`${APP_ORIGIN}/getting-ready.html`).catch(() => {});

  function sinceOpened(): Millis {
    return performance.now() - opened;
  }

  function show(): void {
    if (!isThere || window.isDestroyed()) return;
    const all = sinceOpened();
    const left = timeLeft({ step, steps, longest, at: all - began, all });
    const texts = {
      title: say('ready_title'),
      step: step === 0 ? '' : say('ready_step', { step: number(step), steps: number(steps) }),
      left: left === null ? '' : say('ready_left', { time: duration(left) }),
      text: say('ready_text'),
    };
    const { language: lang, direction: dir } = words;
    const page = { lang, dir, contrast: look.contrast, texts, value: step > 1 ? (step - 1) / steps : null };
    contents.executeJavaScript(`(${fillIn})(${JSON.stringify(page)})`).catch(() => {});
  }

  return {
    tellStep(next, of) {
      const now = sinceOpened();
      if (step > 0) longest = Math.max(longest ?? 0, now - began);
      [step, steps, began] = [next, of, now];
      show();
    },
    focus() {
      if (!window.isDestroyed()) window.focus();
    },
    close() {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** Runs in the page, as text. What has not changed is not written again: it would be read out again. */
const fillIn = `({ lang, dir, contrast, texts, value }) => {
  const root = document.documentElement;
  Object.assign(root, { lang, dir });
  const isHigh = contrast === 'high' || (contrast === 'auto' && matchMedia('(prefers-contrast: more)').matches);
  root.dataset.contrast = isHigh ? 'high' : 'normal';
  for (const [id, text] of Object.entries(texts)) {
    const element = document.getElementById(id);
    if (element.textContent !== text) element.textContent = text;
  }
  const progress = document.getElementById('progress');
  if (value !== null) progress.value = value;
}`;
