/** The channels between our window and the main process, apart from the schemas, so that the preload carries no zod. */
export const IPC_CALL_CHANNEL = 'lexline:call';
export const IPC_PUSH_CHANNEL = 'lexline:push';
