import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { StateDot } from '../session/state-dot.tsx';
import classes from './lawyer-rail.module.css';

interface LawyerRailProps {
  lawyers: readonly LawyerWithSession[];
  selectedId: string;
  onSelect: (id: string) => void;
}

/** The lawyers of this computer, where there is more than one. */
export function LawyerRail({ lawyers, selectedId, onSelect }: LawyerRailProps) {
  const { t } = useTranslation();
  if (lawyers.length < 2) return null;
  return (
    <nav className={classes.rail} aria-label={t('lawyers.rail')}>
      {lawyers.map(({ id, name, session }) => {
        const words = t('lawyers.entry', { name, state: t(`session.${session.state}`) });
        return (
          <Tooltip key={id} label={words} position="right" openDelay={300}>
            <button
              type="button"
              className={classes.lawyer}
              aria-label={words}
              aria-current={id === selectedId || undefined}
              onClick={() => onSelect(id)}
            >
              <Avatar name={name} size={40} />
              <span className={classes.state}>
                <StateDot state={session.state} />
              </span>
            </button>
          </Tooltip>
        );
      })}
    </nav>
  );
}
