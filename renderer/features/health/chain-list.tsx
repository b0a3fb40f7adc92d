import { Loader } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChainLink } from '../../../main/contract/health-chain.ts';
import { formatSince } from '../../ui/format-time.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { useToday } from '../../ui/use-today.ts';
import classes from './chain-list.module.css';
import { useChain } from './health-queries.ts';
import { LinkSign } from './link-sign.tsx';
import { linkWords } from './link-words.ts';
import { MendButtons } from './mend-buttons.tsx';

/** All that lies between the clients' phones and the directory, link by link, and what mends what is broken. */
export function ChainList({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const { data: links, isPending, refetch } = useChain(lawyerId);
  if (isPending) return <Loader size="sm" aria-label={t('app.part_loading')} />;
  if (!links) {
    return (
      <p role="alert">
        {t('health.failed')} <LinkButton onClick={() => void refetch()}>{t('app.retry')}</LinkButton>
      </p>
    );
  }
  return (
    <>
      <Summary links={links} />
      <ol className={classes.links} aria-label={t('health.chain')}>
        {links.map((link) => (
          <Link key={link.link} lawyerId={lawyerId} link={link} />
        ))}
      </ol>
    </>
  );
}

/** The whole chain in one line; what does not work comes first. */
function Summary({ links }: { links: readonly ChainLink[] }) {
  const { t } = useTranslation();
  const inState = (state: ChainLink['state']): number => links.filter((link) => link.state === state).length;
  const [bad, attention] = [inState('bad'), inState('attention')];
  const worst = bad > 0 ? 'bad' : attention > 0 ? 'attention' : 'good';
  const words = [
    ...(bad > 0 ? [t('health.bad', { count: bad })] : []),
    ...(attention > 0 ? [t('health.attention', { count: attention })] : []),
  ];
  return (
    <p className={classes.summary} data-state={worst} role="status">
      <LinkSign state={worst} />
      {words.length === 0 ? t('health.all_good') : words.join(' ')}
    </p>
  );
}

function Link({ lawyerId, link }: { lawyerId: string; link: ChainLink }) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const heading = useRef<HTMLHeadingElement>(null);
  const time = link.good_at && formatSince(link.good_at, today, i18n.language);
  // What is not in use need not work.
  const isTimed = link.state !== 'good' && (time !== null || link.state !== 'idle');
  return (
    <li className={classes.link} data-state={link.state}>
      <LinkSign state={link.state} />
      <div className={classes.words}>
        <h2 className={classes.name} tabIndex={-1} ref={heading}>
          {t(`health.link.${link.link}`)}
          <span className={classes.state} data-state={link.state}>
            {t(`health.state.${link.state}`)}
          </span>
        </h2>
        {linkWords(link, i18n.language, t).map((sentence) => (
          <p key={sentence} className={classes.sentence}>
            {sentence}
          </p>
        ))}
        {isTimed && <p className={classes.time}>{time ? t('health.good_at', { time }) : t('health.never_good')}</p>}
        <MendButtons lawyerId={lawyerId} link={link} onGone={() => heading.current?.focus()} />
      </div>
    </li>
  );
}
