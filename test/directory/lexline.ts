/** What is taken from Lexline's client: whoever copies this folder changes the paths here, and nowhere else. */
export { ApiError, type Client, ConnectionError, createClient } from '../../main/contract/client.ts';
export type { EventPattern } from '../../main/contract/events.ts';
export { ANSWERS_KEPT_HOURS } from '../../main/contract/limits.ts';
