import { useTranslation } from 'react-i18next';
import type { ShownOwnGrant } from '../../../main/contract/ipc/identity.ts';
import { Banner } from '../../ui/banner.tsx';
import { formatSince } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import { isPassing } from '../session/session-words.ts';

/** For each lawyer whose WhatsApp is not connected: support must not take what is shown for all there is. */
export function BehindBanners({ grants }: { grants: readonly ShownOwnGrant[] }) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const lawyers = new Map(grants.map((grant) => [grant.lawyer_id, grant]));
  return [...lawyers.values()].map(({ lawyer_id: id, lawyer_name: lawyer, session }) => {
    const { state, ready_until: until } = session;
    // One that sleeps is woken again and again to see what has come.
    if (state === 'ready' || state === 'asleep') return null;
    const texts = [
      t('support.behind', { lawyer }),
      ...(until ? [`${t('time.until', { time: formatSince(until, now, i18n.language) })}.`] : []),
    ];
    return <Banner key={id} isPassing={isPassing(session)} text={texts.join(' ')} />;
  });
}
