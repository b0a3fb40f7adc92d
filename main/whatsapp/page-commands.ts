import type { PageLoader } from './page-loader.ts';

/** Commands without an answer, one after the other, until the page counts as hanging. */
const MAX_UNANSWERED = 3;

/**
 * Commands to whichever view is open, as `createWhatsAppPage` takes them. A page that lets several in a row go unanswered
 * hangs. What fails because the document went away meanwhile says nothing about the one that is there now.
 */
export function createPageCommands(
  loader: Pick<PageLoader, 'host' | 'loads' | 'recover'>,
): (name: string, input: unknown) => Promise<unknown> {
  let unanswered = 0;
  let countedLoad = 0;

  return async (name, input) => {
    const host = loader.host();
    const load = loader.loads();
    if (!host) throw new Error('asleep');
    if (load !== countedLoad) unanswered = 0;
    countedLoad = load;
    try {
      const answer = await host.command(name, input);
      unanswered = 0;
      return answer;
    } catch (error) {
      if (loader.host() !== host || loader.loads() !== load) throw error;
      unanswered += 1;
      if (unanswered >= MAX_UNANSWERED) {
        unanswered = 0;
        loader.recover('page_unresponsive');
      }
      throw error;
    }
  };
}
