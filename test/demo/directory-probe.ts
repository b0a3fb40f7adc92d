import type { RunningDirectory } from '../directory/start-directory.ts';

/** Something that the directory knows. `at` is in ms since 1970. */
interface Known {
  id: string;
  at: number;
}

/** Looks into the directory's own database. Each is undefined while it is not there. */
export interface DirectoryProbe {
  /** The event of that type and message, once it has come by webhook. */
  webhook(type: string, messageId: string): Known | undefined;
  /** The same event, once it was read from the log. */
  log(type: string, messageId: string): Known | undefined;
  /** What was answered to that phone, once Lexline has accepted it. */
  answerTo(phone: string): Known | undefined;
}

export function createDirectoryProbe({ database }: RunningDirectory): DirectoryProbe {
  const by = (column: 'webhook_at' | 'log_at') =>
    database.prepare<[string, string], Known>(
      `SELECT id, ${column} AS at FROM events WHERE type = ? AND message_id = ? AND ${column} IS NOT NULL`,
    );
  const [webhook, log] = [by('webhook_at'), by('log_at')];
  const answer = database.prepare<[string], Known>(
    'SELECT message_id AS id, accepted_at AS at FROM answers WHERE phone = ? AND message_id IS NOT NULL',
  );
  return {
    webhook: (type, messageId) => webhook.get(type, messageId),
    log: (type, messageId) => log.get(type, messageId),
    answerTo: (phone) => answer.get(phone),
  };
}
