import { Menu } from '@mantine/core';
import { IconKey, IconLock, IconLogout, IconPalette } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '../../shortcuts/key-caps.tsx';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useCoverWindow } from '../../ui/window-cover.tsx';
import { useIdentity, useLock, useSignOut } from './identity-queries.ts';
import classes from './user-menu.module.css';

/**
 * Who has signed in, with the ways out. Nothing while nobody need sign in. `onLook` leads to language and look, for who has
 * no settings screen, `onPassword` to another password.
 */
export function UserMenu({ onLook, onPassword }: { onLook?: () => void; onPassword: () => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const toast = useToast();
  const { data: identity } = useIdentity();
  const { mutate: lock } = useLock();
  const { mutate: signOut } = useSignOut();
  const person = identity?.person ?? null;
  const onError = (error: unknown) => toast({ text: problemText(t, error) });
  useCoverWindow(opened);
  useShortcut('lock', person ? () => lock(undefined, { onError }) : null);
  if (!person) return null;
  const lead = (to: () => void) => () => {
    // What comes gives the focus back to what had it, and this item is gone by then.
    button.current?.focus();
    to();
  };
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      width={260}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          ref={button}
          type="button"
          className={classes.open}
          aria-label={t('identity.menu', { name: person.name })}
        >
          <Avatar name={person.name} size={30} />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('identity.menu', { name: person.name })}>
        <Menu.Label>
          <SafeText>{person.name}</SafeText>
          {' · '}
          {t(`people.role.${person.role}`)}
        </Menu.Label>
        {onLook && (
          <Menu.Item leftSection={<IconPalette size={18} aria-hidden="true" />} onClick={lead(onLook)}>
            {t('app_settings.look')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKey size={18} aria-hidden="true" />} onClick={lead(onPassword)}>
          {t('identity.change_password')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLock size={18} aria-hidden="true" />}
          rightSection={<KeyCaps id="lock" />}
          onClick={() => lock(undefined, { onError })}
        >
          {t('identity.lock')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={18} aria-hidden="true" />}
          onClick={() => signOut(undefined, { onError })}
        >
          {t('identity.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
