import type { TFunction } from 'i18next';
import type { ChainLink } from '../../../main/contract/health-chain.ts';
import type { TunnelCause } from '../../../main/contract/tunnel.ts';
import { formatSize } from '../../ui/format-size.ts';
import { withoutOverrides } from '../../ui/overrides.ts';

/** What a link's state means, in sentences. */
export function linkWords(link: ChainLink, locale: string, t: TFunction): string[] {
  switch (link.link) {
    case 'page': {
      const cause = link.cause === null || link.code === 'not_active' || link.state === 'good' ? [] : [link.cause];
      return [t(`health.page.${link.code}`), ...cause.map((one) => t(`session.cause.${one}`))];
    }
    case 'phone': {
      const cause = link.cause === null || link.state === 'good' ? [] : [link.cause];
      return [t(`health.phone.${link.code}`), ...cause.map((one) => t(`session.cause.${one}`))];
    }
    case 'reading':
      return [t(`health.reading.${link.code}`, { percent: Math.floor(link.percent) / 100 })];
    case 'queue':
      return [
        t(`health.queue.${link.code}`),
        ...(link.held_by === null ? [] : [t(`waits.${link.held_by}`)]),
        ...(link.waiting + link.failed === 0
          ? []
          : [t('health.queue_facts', { waiting: link.waiting, failed: link.failed })]),
      ];
    case 'storage':
      return [
        t(`health.storage.${link.code}`),
        ...(link.free_bytes === null ? [] : [t('health.free', { size: formatSize(link.free_bytes, locale) })]),
        ...(link.key_in_file ? [t('notices.key_in_file'), t('health.passphrase')] : []),
      ];
    case 'api':
      return [t(`health.api.${link.code}`, { address: isolated(link.address) })];
    case 'tunnel':
      return [
        t(`health.tunnel.${link.code}`),
        ...(link.address === null ? [] : [isolated(link.address)]),
        ...(link.cause === null ? [] : [tunnelCause(link.cause, t)]),
      ];
    case 'webhooks':
      return [t(`health.webhooks.${link.code}`), ...(link.code === 'none' ? [] : [webhookFacts(link, t)])];
    case 'brokers':
      return [
        t(`health.brokers.${link.code}`),
        ...(link.behind > 0 ? [t('brokers.behind', { count: link.behind })] : []),
      ];
    case 'app':
      return [t(`health.app.${link.code}`), ...link.limits.map((code) => t(`notices.${code}`))];
  }
}

/** An address is read from the left, whatever stands around it. */
function isolated(address: string): string {
  return `\u2068${withoutOverrides(address)}\u2069`;
}

function tunnelCause(cause: TunnelCause, t: TFunction): string {
  // How that key looks is said where it can be compared.
  if (cause === 'host_key_not_confirmed' || cause === 'host_key_changed') return t(`health.${cause}`);
  return t(`tunnel.cause.${cause}`);
}

function webhookFacts(link: Extract<ChainLink, { link: 'webhooks' }>, t: TFunction): string {
  return t('health.webhook_facts', {
    active: link.active,
    failing: link.failing,
    paused: link.paused,
    off: link.switched_off,
    waiting: link.waiting,
  });
}
