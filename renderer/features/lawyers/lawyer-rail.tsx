import { Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { StateDot } from '../session/state-dot.tsx';
import classes from './lawyer-rail.module.css';
import { UnreadBadge } from './unread-badge.tsx';
import { useEntries } from './use-entries.ts';

export interface LawyerRailProps {
  lawyers: readonly LawyerWithSession[];
  selectedId: string;
  onSelect: (id: string) => void;
  onAdd: () => void;
}

/** The lawyers of this computer, with how it is with each and what is unread. */
export function LawyerRail({ lawyers, selectedId, onSelect, onAdd }: LawyerRailProps) {
  const { t, i18n } = useTranslation();
  const entries = useEntries(lawyers);
  const beside = i18n.dir() === 'rtl' ? 'left' : 'right';
  const rail = useRef<HTMLElement>(null);
  // Chosen in the palette, say, and beyond the edge.
  useEffect(() => {
    rail.current?.querySelector(`[data-lawyer="${selectedId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  return (
    <nav ref={rail} className={classes.rail} aria-label={t('lawyers.rail')}>
      {entries.map(({ lawyer: { id, name, session }, unread, words }) => (
        <Tooltip key={id} label={words} position={beside} openDelay={300}>
          <button
            type="button"
            className={classes.lawyer}
            data-lawyer={id}
            aria-label={words}
            aria-current={id === selectedId || undefined}
            onClick={() => onSelect(id)}
          >
            <span className={classes.face}>
              <Avatar name={name} size={34} />
            </span>
            {unread > 0 && (
              <span className={classes.unread}>
                <UnreadBadge count={unread} />
              </span>
            )}
            <span className={classes.state}>
              <StateDot state={session.state} />
            </span>
          </button>
        </Tooltip>
      ))}
      <Tooltip label={t('lawyers.add')} position={beside} openDelay={300}>
        <button type="button" className={classes.add} aria-label={t('lawyers.add')} onClick={onAdd}>
          <IconPlus size={18} aria-hidden="true" />
        </button>
      </Tooltip>
    </nav>
  );
}
