/**
 * When each message of the lawyer's came to which status stays with it, however short the log of events is kept: `times` has
 * them as message-times.ts writes them, first of all those that the log still tells. They lie in the message's own row, which is
 * written with each status anyway: they cost no page more, and go wherever the message goes.
 */
export const messageTimes = {
  name: '0022-message-times',
  addsOnly: true,
  sql: `
ALTER TABLE messages ADD COLUMN times TEXT;
UPDATE messages SET times = told.times
FROM (
  SELECT message_id, group_concat(
    CASE type
      WHEN 'message.sent' THEN 's' WHEN 'message.delivered' THEN 'd' WHEN 'message.read' THEN 'r'
      WHEN 'message.played' THEN 'p' WHEN 'message.failed' THEN 'f' WHEN 'message.cancelled' THEN 'c' ELSE 'u'
    END || created, '' ORDER BY cursor
  ) AS times
  FROM events
  WHERE message_id IS NOT NULL AND type IN (
    'message.sent', 'message.delivered', 'message.read', 'message.played', 'message.failed', 'message.cancelled',
    'message.unknown'
  )
  GROUP BY message_id
) AS told
WHERE messages.id = told.message_id AND messages.direction = 'outbound';
`,
};
