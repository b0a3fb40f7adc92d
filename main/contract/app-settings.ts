import { z } from 'zod';
import { Timestamp } from './values.ts';

/** 1: as large as the system has it. */
export const ZOOM = { least: 0.5, most: 2 } as const;

/**
 * How the window looks, for whoever sits at it: everybody may set it. `auto` is what the system says. The language `en-XA`
 * is made from English, so that one sees what was not translated.
 */
export const AppLook = z.strictObject({
  language: z.enum(['auto', 'en', 'de', 'es', 'pt', 'ar', 'en-XA']),
  theme: z.enum(['auto', 'light', 'dark']),
  contrast: z.enum(['auto', 'normal', 'high']),
  zoom: z.number().min(ZOOM.least).max(ZOOM.most),
});

/** What is left out stays as it is. */
export const AppLookChange = AppLook.partial();
export type AppLookChange = z.infer<typeof AppLookChange>;

/** What the app does on this machine beside its window. */
const AppConduct = z.strictObject({
  /** What a notification shows to whoever sees the screen: that there are new messages, also from whom, also their text. */
  notifications: z.enum(['off', 'count', 'name', 'full']),
  /** Goes on when its window is closed. */
  background: z.boolean(),
  start_at_login: z.boolean(),
  /** Asks our server once a day for a new version. Until somebody has said so, nothing is asked. */
  look_for_updates: z.boolean(),
});

/** What is left out stays as it is. */
export const AppConductChange = AppConduct.partial();
export type AppConductChange = z.infer<typeof AppConductChange>;

/** What is set for the app on this machine, whoever sits at it. */
export const AppSettings = z.strictObject({
  ...AppLook.shape,
  ...AppConduct.shape,
  /** Until when nothing is announced, whatever is set; null: it is. */
  notifications_paused_until: Timestamp.nullable(),
});
export type AppSettings = z.infer<typeof AppSettings>;

/** Whether some of them have an effect on this machine, or why not. */
export const AppSettingsSupport = z.object({
  background: z.enum(['possible', 'no_tray', 'not_installed', 'practice']),
  start_at_login: z.enum(['possible', 'not_installed', 'practice']),
  notifications: z.enum(['possible', 'not_supported']),
});
export type AppSettingsSupport = z.infer<typeof AppSettingsSupport>;

export const DEFAULT_APP_SETTINGS: AppSettings = {
  language: 'auto',
  theme: 'auto',
  contrast: 'auto',
  zoom: 1,
  notifications: 'count',
  background: true,
  start_at_login: false,
  look_for_updates: false,
  notifications_paused_until: null,
};
