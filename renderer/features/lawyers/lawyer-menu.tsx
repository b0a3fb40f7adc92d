import { Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/avatar.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useCoverWindow } from '../../ui/window-cover.tsx';
import { StateDot } from '../session/state-dot.tsx';
import classes from './lawyer-menu.module.css';
import type { LawyerRailProps } from './lawyer-rail.tsx';
import { UnreadBadge } from './unread-badge.tsx';
import { useEntries } from './use-entries.ts';

/** The lawyers of this computer where there is no room for the rail: the one whose window it is, and a menu of the others. */
export function LawyerMenu({ lawyers, selectedId, onSelect, onAdd }: LawyerRailProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  useCoverWindow(opened);
  const selected = lawyers.find(({ id }) => id === selectedId);
  const entries = useEntries(lawyers);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" shadow="md" width={260}>
      <Menu.Target>
        <button type="button" className={classes.open} aria-label={t('lawyers.menu')}>
          <Avatar name={selected?.name ?? ''} size={30} />
          <SafeText className={classes.name}>{selected?.name ?? ''}</SafeText>
          <IconChevronDown size={16} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('lawyers.rail')}>
        {entries.map(({ lawyer, unread, words }) => (
          <Menu.Item
            key={lawyer.id}
            aria-label={words}
            aria-current={lawyer.id === selectedId || undefined}
            leftSection={<Avatar name={lawyer.name} size={28} />}
            rightSection={
              <span className={classes.told}>
                {unread > 0 && <UnreadBadge count={unread} />}
                <StateDot state={lawyer.session.state} />
              </span>
            }
            onClick={() => onSelect(lawyer.id)}
          >
            <SafeText className={classes.entry}>{lawyer.name}</SafeText>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={onAdd}>
          {t('lawyers.add')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
