import { join } from 'node:path';
import pino from 'pino';
import type { Log } from '../domain/ports.ts';
import { createLogFile } from './log-file.ts';
import { redact } from './redact.ts';

/**
 * The log file, one JSON object a line. What goes in is chosen fact by fact where it is written: ids, codes, counts and
 * times; never a message's text, a name or a phone number. What `redact` removes is a second line of defence.
 */
export function createLogger(folder: string): { log: Log; flush(): Promise<void> } {
  const file = createLogFile(join(folder, 'lexline.log'));
  const logger = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: redact },
    },
    file,
  );
  return {
    log: {
      info: (facts, what) => logger.info(facts, what),
      warn: (facts, what) => logger.warn(facts, what),
      error: (facts, what) => logger.error(facts, what),
    },
    flush: () => file.flush(),
  };
}
