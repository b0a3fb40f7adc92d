import { join } from 'node:path';
import { app, session } from 'electron';
import type { LawyerId } from '../contract/ids.ts';
import type { Mode } from '../contract/values.ts';
import type { Log, Metrics } from '../domain/ports.ts';
import { isRealWhatsApp } from '../whatsapp/allowed-address.ts';
import { loadPageData, type UsedPageData } from '../whatsapp/page-data.ts';
import { chromeUserAgent } from '../whatsapp/user-agent.ts';
import { createWhatsAppView, type WhatsAppView } from '../whatsapp/whatsapp-view.ts';
import { paths } from './paths.ts';
import { markRealWhatsApp } from './real-whatsapp-mark.ts';

export interface WhatsAppPages {
  /** A lawyer's page in a view and a profile of its own. */
  open(lawyerId: LawyerId): WhatsAppView;
  /** Clears what the page of a removed lawyer has kept: a log-in that nobody will ever use. */
  forget(lawyerId: LawyerId): void;
}

/** From now on the whole app calls itself Chrome: WhatsApp turns others away. */
export function createWhatsAppPages({
  url,
  mode,
  dataDir,
  metrics,
  log,
  linkFollowed,
}: {
  url: URL;
  mode: Mode;
  dataDir: string;
  metrics: Metrics;
  log: Log;
  /** In one of the pages, by somebody who looks at it. */
  linkFollowed(address: string): void;
}): WhatsAppPages {
  const userAgent = chromeUserAgent(app.userAgentFallback);
  app.userAgentFallback = userAgent;

  const partitionOf = (lawyerId: LawyerId): string => `persist:${mode}-${lawyerId}`;

  async function usedPageData(): Promise<UsedPageData> {
    const used = await loadPageData({ folder: join(dataDir, 'page-data'), waJsFile: paths.waJs });
    if (used.refusal) log.error({ reason: used.refusal }, 'the page data in the data folder is not used');
    return used;
  }

  return {
    open(lawyerId) {
      if (isRealWhatsApp(url)) markRealWhatsApp(dataDir);
      return createWhatsAppView({
        url,
        partition: partitionOf(lawyerId),
        userAgent,
        preloadFile: paths.whatsappPreload,
        pageData: usedPageData,
        pageScriptFile: paths.pageScript,
        metrics,
        linkFollowed,
      });
    },
    forget(lawyerId) {
      const kept = session.fromPartition(partitionOf(lawyerId));
      // Pictures of clients lie in its cache, which is no part of its storage.
      Promise.all([kept.clearStorageData(), kept.clearCache()]).catch(() =>
        log.warn({ lawyer: lawyerId }, 'what the page of a removed lawyer has kept could not be cleared'),
      );
    },
  };
}
