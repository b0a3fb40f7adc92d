/** The address of the settings, and of one of their sections. */
export const SETTINGS_PATH = '/lawyer/:lawyerId/settings/:section?';
