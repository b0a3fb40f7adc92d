/** The address of how Lexline is doing, and of its tabs. */
export const HEALTH_PATH = '/lawyer/:lawyerId/health/:tab?';
