import { PAGE_COMMANDS, PageAnswer } from '../contract/page-commands.ts';
import { PageError } from '../domain/page-error.ts';
import type { WhatsAppPage } from '../domain/ports.ts';
import type { PageHost } from './page-host.ts';

/** Commands to the page with their answers parsed: the page is a stranger, and may answer anything. */
export function createWhatsAppPage(host: Pick<PageHost, 'command'>): WhatsAppPage {
  return {
    async command(command, input) {
      let raw: unknown;
      try {
        raw = await host.command(command, input);
      } catch (error) {
        throw new PageError('no_answer', error instanceof Error ? error.name : 'unknown');
      }
      const answer = PageAnswer.safeParse(raw);
      if (!answer.success) throw new PageError('malformed', command);
      if (!answer.data.ok) throw new PageError('refused', answer.data.error);
      const value = PAGE_COMMANDS[command].output.safeParse(answer.data.value);
      if (!value.success) throw new PageError('malformed', command);
      // The schema of this command has just said so; TypeScript cannot follow the index.
      return value.data as never;
    },
  };
}
