import { join } from 'node:path';
import pino from 'pino';
import type { Log } from '../domain/ports.ts';
import { createLogFile } from './log-file.ts';

/**
 * The log file, one JSON object a line. What goes in is chosen fact by fact where it is written: ids, codes, counts and
 * times; never a message's text, a name or a phone number. The paths below are a second line of defence.
 */
export function createLogger(folder: string): { log: Log; flush(): void } {
  const file = createLogFile(join(folder, 'lexline.log'));
  const logger = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['text', 'name', 'phone', 'title', 'content', '*.text', '*.name', '*.phone'], remove: true },
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
