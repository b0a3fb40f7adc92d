import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBan,
  IconCopy,
  IconDownload,
  IconInfoCircle,
  IconMoodPlus,
  IconPencil,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { actionsFor, type MessageActionName } from './message-actions.ts';
import classes from './message-menu.module.css';
import { placeOf } from './place-of.ts';

const ICONS: Record<MessageActionName, TablerIcon> = {
  reply: IconArrowBackUp,
  react: IconMoodPlus,
  copy: IconCopy,
  save: IconDownload,
  edit: IconPencil,
  times: IconInfoCircle,
  cancel: IconBan,
  revoke: IconTrash,
};

interface MessageMenuProps {
  message: Message;
  /** The button that it belongs to. */
  anchor: HTMLElement;
  isGroup: boolean;
  onAction: (action: MessageActionName) => void;
  onClose: () => void;
}

/** Not by a key, as Mantine has it: one that comes before the menu has the focus would close it. */
const CLOSED_BY = ['mousedown', 'touchstart'];

/** At once, not in a moment as Mantine's trap does it: whoever types on is typing in the menu. */
function takeFocus(menu: HTMLElement | null): void {
  menu?.focus({ preventScroll: true });
}

/** The one menu of a chat, at the message for which it was asked. */
export function MessageMenu({ message, anchor, isGroup, onAction, onClose }: MessageMenuProps) {
  const { t } = useTranslation();
  const [place] = useState(() => placeOf(anchor));
  const close = () => {
    onClose();
    anchor.focus();
  };
  return (
    <Menu
      opened
      onClose={close}
      // What is chosen decides what comes next: it may take the menu's place, or the focus.
      closeOnItemClick={false}
      position="bottom-end"
      shadow="md"
      width={220}
      returnFocus={false}
      trapFocus={false}
      withInitialFocusPlaceholder={false}
      clickOutsideEvents={CLOSED_BY}
    >
      <Menu.Target>
        <button type="button" className={classes.place} style={place} tabIndex={-1} aria-hidden="true" />
      </Menu.Target>
      <Menu.Dropdown
        ref={takeFocus}
        aria-label={t('message.actions')}
        onKeyDown={(event) => {
          if (event.key !== 'Tab') return;
          event.preventDefault();
          close();
        }}
      >
        {actionsFor(message, isGroup, Date.now()).map((action) => {
          const Icon = ICONS[action];
          return (
            <Menu.Item
              key={action}
              leftSection={<Icon size={17} aria-hidden="true" />}
              {...((action === 'revoke' || action === 'cancel') && { className: classes.danger ?? '' })}
              onClick={() => onAction(action)}
            >
              {t(`message.${action}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
