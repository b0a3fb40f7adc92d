import type en from './en.json';

/** Keys that do not exist in `en.json` do not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}
