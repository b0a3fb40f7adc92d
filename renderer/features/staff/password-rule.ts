/** As many characters as the main process asks for at least: a person is told before. */
export const LEAST_PASSWORD = 12;
