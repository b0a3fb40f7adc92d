import {
  IconBell,
  IconContrast,
  IconLanguage,
  IconMoon,
  IconPalette,
  IconPower,
  IconSun,
  IconTextSize,
  IconWindowMinimize,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ParseKeys, TFunction } from 'i18next';
import type {
  AppConductChange,
  AppLookChange,
  AppSettings,
  AppSettingsSupport,
} from '../../../main/contract/app-settings.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { LEVELS } from '../settings/desktop-fields.tsx';
import { CONTRASTS, THEMES, ZOOMS } from '../settings/look-fields.tsx';
import type { PaletteItem } from './palette-item.ts';

const THEME_ICONS = { auto: IconPalette, light: IconSun, dark: IconMoon };

/** Every choice of language and look, each an item: for everybody who sits at the window. */
export function lookChoices(
  t: TFunction,
  language: string,
  practice: boolean,
  set: (change: AppLookChange) => void,
): PaletteItem[] {
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const choice = choicesOf(t, set);
  return [
    ...THEMES.map((theme) =>
      choice(
        ['app_settings.theme', 'palette.also_theme'],
        THEME_ICONS[theme],
        { theme },
        t(theme === 'auto' ? 'app_settings.auto' : `app_settings.theme_${theme}`),
      ),
    ),
    ...CONTRASTS.map((contrast) =>
      choice(
        ['app_settings.contrast'],
        IconContrast,
        { contrast },
        t(contrast === 'auto' ? 'app_settings.auto' : `app_settings.contrast_${contrast}`),
      ),
    ),
    ...ZOOMS.map((zoom) =>
      choice(['app_settings.zoom', 'palette.also_size'], IconTextSize, { zoom }, percent.format(zoom)),
    ),
    ...languagesOf(practice).map((one) =>
      choice(
        ...([['app_settings.language'], IconLanguage, { language: one }] as const),
        one === 'auto' ? t('app_settings.auto') : LANGUAGES[one].name,
      ),
    ),
  ];
}

/** Every choice of what the app does beside its window, as far as this machine can do it. */
export function conductChoices(
  t: TFunction,
  support: AppSettingsSupport | undefined,
  set: (change: AppConductChange) => void,
): PaletteItem[] {
  const choice = choicesOf(t, set);
  const switched = [true, false].map((isOn) => [isOn, t(isOn ? 'palette.on' : 'palette.off')] as const);
  return [
    ...(support?.notifications === 'possible' ? LEVELS : []).map((notifications) =>
      choice(
        ...([['app_settings.notifications'], IconBell, { notifications }] as const),
        t(`app_settings.notifications_${notifications}`),
      ),
    ),
    ...(support?.background === 'possible' ? switched : []).map(([background, words]) =>
      choice(['app_settings.background'], IconWindowMinimize, { background }, words),
    ),
    ...(support?.start_at_login === 'possible' ? switched : []).map(([isOn, words]) =>
      choice(['app_settings.start_at_login'], IconPower, { start_at_login: isOn }, words),
    ),
  ];
}

/** `Colours: Light`; the second key is for other words that one may type for it. */
function choicesOf<Change extends object>(t: TFunction, set: (change: Change) => void) {
  return (
    [of, also]: readonly [ParseKeys, ParseKeys?],
    icon: TablerIcon,
    change: Change,
    words: string,
  ): PaletteItem => ({
    ...{ id: `set ${JSON.stringify(change)}`, title: words, of: t(of), what: 'palette.setting', icon },
    ...(also && { also: t(also) }),
    run: () => set(change),
  });
}

/** The made-up language is for who looks at what was not translated. */
function languagesOf(practice: boolean): AppSettings['language'][] {
  const all = ['auto', 'en', 'de', 'es', 'pt', 'ar'] as const;
  return practice ? [...all, 'en-XA'] : [...all];
}
