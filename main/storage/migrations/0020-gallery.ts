/** The kinds of messages that a chat's gallery shows the files of. The index has no others. */
export const FILE_KINDS = `('image', 'video', 'document', 'voice', 'audio')`;

/** What can have the address of a page in it; whether it does is for the rules to say. `row` is a name with its dot. */
export const mayHaveLink = (row: string): string =>
  `(instr(${row}content, '://') > 0 OR instr(lower(${row}content), 'www.') > 0)`;

/**
 * The gallery of a chat: its files by kind, and its messages with links, each in the order of time, so that a page of them
 * costs the same however many other messages lie between. Both are small: most messages are in neither.
 */
export const gallery = {
  name: '0020-gallery',
  addsOnly: true,
  sql: `
CREATE INDEX messages_with_files ON messages (conversation_id, kind, sending_date, message_index) WHERE kind IN ${FILE_KINDS};
CREATE INDEX messages_with_links ON messages (conversation_id, sending_date, message_index) WHERE ${mayHaveLink('')};
`,
};
