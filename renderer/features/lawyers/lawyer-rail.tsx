import { Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { StateDot } from '../session/state-dot.tsx';
import classes from './lawyer-rail.module.css';

export interface LawyerRailProps {
  lawyers: readonly LawyerWithSession[];
  selectedId: string;
  onSelect: (id: string) => void;
  onAdd: () => void;
}

/** The lawyers of this computer, with how it is with each. */
export function LawyerRail({ lawyers, selectedId, onSelect, onAdd }: LawyerRailProps) {
  const { t, i18n } = useTranslation();
  const beside = i18n.dir() === 'rtl' ? 'left' : 'right';
  return (
    <nav className={classes.rail} aria-label={t('lawyers.rail')}>
      {lawyers.map(({ id, name, session }) => {
        const words = t('lawyers.entry', { name, state: t(`session.${session.state}`) });
        return (
          <Tooltip key={id} label={words} position={beside} openDelay={300}>
            <button
              type="button"
              className={classes.lawyer}
              aria-label={words}
              aria-current={id === selectedId || undefined}
              onClick={() => onSelect(id)}
            >
              <Avatar name={name} size={34} />
              <span className={classes.state}>
                <StateDot state={session.state} />
              </span>
            </button>
          </Tooltip>
        );
      })}
      <Tooltip label={t('lawyers.add')} position={beside} openDelay={300}>
        <button type="button" className={classes.add} aria-label={t('lawyers.add')} onClick={onAdd}>
          <IconPlus size={18} aria-hidden="true" />
        </button>
      </Tooltip>
    </nav>
  );
}
