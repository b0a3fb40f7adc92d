import { Button, Loader } from '@mantine/core';
import { IconEye, IconLockOpen2 } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import type { GallerySection } from '../../../main/contract/gallery.ts';
import type { ShownOwnGrant } from '../../../main/contract/ipc/identity.ts';
import type { ShortcutId } from '../../shortcuts/shortcuts.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isolated } from '../../ui/isolated.ts';
import { useNarrow } from '../../ui/narrow.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { ToastLine } from '../../ui/toast.tsx';
import { useDialogOver } from '../../ui/use-dialog-over.ts';
import { useLoadAhead } from '../../ui/use-load-ahead.ts';
import { Wordmark } from '../../ui/wordmark.tsx';
import { ChatHeader } from '../chats/chat-header.tsx';
import { ChatList } from '../chats/chat-list.tsx';
import { displayTitle } from '../chats/display-title.ts';
import { useMoment } from '../directory/moment.tsx';
import { PaletteButton } from '../palette/palette-button.tsx';
import { LookDialog } from '../settings/look-dialog.tsx';
import { BehindBanners } from './behind-banners.tsx';
import { GrantedThread } from './granted-thread.tsx';
import { useOwnChats, useOwnGrants } from './staff-queries.ts';
import classes from './support-shell.module.css';
import { UserMenu } from './user-menu.tsx';

const loadPalette = () => import('./support-palette.tsx');
const SupportPalette = lazy(() => loadPalette().then((module) => ({ default: module.SupportPalette })));
const ShortcutSheet = lazy(() =>
  import('../../shortcuts/shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })),
);
const OwnPasswordDialog = lazy(() =>
  import('./own-password-dialog.tsx').then((module) => ({ default: module.OwnPasswordDialog })),
);
const GalleryPane = lazy(() =>
  import('../gallery/gallery-pane.tsx').then((module) => ({ default: module.GalleryPane })),
);

/** Those of all shortcuts that lead to something here. */
const SHORTCUTS: readonly ShortcutId[] = ['palette', 'lock', 'chat.gallery', 'help'];

/** Where a member of support is. */
interface SupportPlace {
  chat: string | null;
  /** The part of its gallery that is shown in its place. */
  section: GallerySection | null;
  /** The message that one was led to. */
  target: string | null;
}

const NOWHERE: SupportPlace = { chat: null, section: null, target: null };

/** The whole window of a member of support: what was granted, to be read, under a line that says so. */
export function SupportShell() {
  const { t } = useTranslation();
  const grants = useOwnGrants();
  const chats = useOwnChats(grants.data?.[0]?.lawyer_id ?? null);
  const [place, go] = useState(NOWHERE);
  const over = useDialogOver<'palette' | 'shortcuts' | 'look' | 'password'>();
  const open = chats.data?.find(({ id }) => id === place.chat);
  useShortcut('palette', () => over.open('palette'));
  useShortcut('help', () => over.open('shortcuts'));
  useShortcut('chat.gallery', open ? () => go({ ...NOWHERE, chat: open.id, section: 'media' }) : null);
  useLoadAhead(loadPalette);
  return (
    <div className={classes.shell}>
      <header className={classes.bar}>
        <Wordmark />
        <PaletteButton onOpen={() => over.open('palette')} />
        <UserMenu onLook={() => over.open('look')} onPassword={() => over.open('password')} />
      </header>
      {grants.data && grants.data.length > 0 && (
        <Granted grants={grants.data} chats={chats} open={open} place={place} onGo={go} />
      )}
      {grants.data?.length === 0 && (
        <main className={classes.view}>
          <EmptyState isScreen icon={IconLockOpen2} title={t('support.empty_title')} text={t('support.empty_text')} />
        </main>
      )}
      {!grants.data && (
        <main className={classes.view}>
          {grants.isError ? (
            <EmptyState isScreen title={t('support.failed')} text={problemText(t, grants.error)} alarming>
              <Button onClick={() => void grants.refetch()}>{t('app.retry')}</Button>
            </EmptyState>
          ) : (
            <Loader size="sm" role="img" aria-label={t('app.part_loading')} className={classes.loading ?? ''} />
          )}
        </main>
      )}
      <ToastLine />
      <Suspense>
        {over.opened === 'palette' && (
          <SupportPalette
            chats={chats.data ?? []}
            chat={open?.id ?? null}
            onChat={(chat, section) => go({ ...NOWHERE, chat, section })}
            onLook={() => over.open('look')}
            onPassword={() => over.open('password')}
            onClose={over.close}
          />
        )}
        {over.opened === 'shortcuts' && <ShortcutSheet ids={SHORTCUTS} onClose={over.close} />}
        {over.opened === 'look' && <LookDialog onClose={over.close} />}
        {over.opened === 'password' && <OwnPasswordDialog onClose={over.close} />}
      </Suspense>
    </div>
  );
}

interface GrantedProps {
  grants: readonly ShownOwnGrant[];
  chats: ReturnType<typeof useOwnChats>;
  open: Conversation | undefined;
  place: SupportPlace;
  onGo: (place: SupportPlace) => void;
}

function Granted({ grants, chats, open, place, onGo }: GrantedProps) {
  const { t } = useTranslation();
  const isNarrow = useNarrow();
  const { section, target } = place;
  const setChosen = (chat: string | null) => onGo({ ...NOWHERE, chat });
  const area = useRef<HTMLDivElement>(null);
  // What had the focus in the gallery is gone with it.
  const leave = (messageId: string | null) => {
    flushSync(() => onGo({ ...place, section: null, target: messageId }));
    area.current?.querySelector<HTMLElement>('[data-way="gallery"]')?.focus();
  };
  const of = open && grants.filter(({ conversation_ids: ids }) => ids.some((id) => id === open.id));
  const lawyerId = of?.[0]?.lawyer_id;
  return (
    <>
      <GrantBanner grants={of ?? grants} />
      <BehindBanners grants={of ?? grants} />
      <main className={classes.view} data-open={open ? true : undefined}>
        <nav className={classes.list} aria-label={t('support.chats')}>
          <h1 className={classes.title}>{t('support.chats')}</h1>
          {chats.isPending && (
            <Loader size="sm" role="img" aria-label={t('app.part_loading')} className={classes.loading ?? ''} />
          )}
          {chats.isError && !chats.data && (
            <EmptyState title={t('chats.failed')} alarming>
              <Button variant="light" onClick={() => void chats.refetch()}>
                {t('app.retry')}
              </Button>
            </EmptyState>
          )}
          {chats.data && (
            <ChatList
              lawyerId={grants[0]?.lawyer_id ?? ''}
              conversations={chats.data}
              selectedId={open?.id ?? null}
              // Each opening is recorded: walking along the list opens nothing.
              isAlone
              onSelect={setChosen}
              onEnter={() => {}}
              onEnd={() => {}}
            />
          )}
        </nav>
        {open && lawyerId !== undefined && (
          <div ref={area} className={classes.chat}>
            {section ? (
              <Suspense fallback={<PartLoading />}>
                <GalleryPane
                  key={open.id}
                  lawyerId={lawyerId}
                  conversation={open}
                  section={section}
                  isReadOnly
                  ownName={of?.[0]?.lawyer_name ?? ''}
                  onSection={(chosen) => onGo({ ...place, section: chosen })}
                  onShow={leave}
                  onClose={() => leave(null)}
                />
              </Suspense>
            ) : (
              <section className={classes.chat} aria-label={t('chat.messages')}>
                <ChatHeader
                  title={displayTitle(open)}
                  phone={open.phone}
                  isGroup={open.type === 'group'}
                  onBack={() => setChosen(null)}
                  onGallery={() => onGo({ ...place, section: 'media' })}
                />
                <GrantedThread key={open.id} lawyerId={lawyerId} conversation={open} target={target} />
                <p className={classes.closed}>{t('support.read_only')}</p>
              </section>
            )}
          </div>
        )}
        {!open && !isNarrow && (
          <div className={classes.chat}>
            <EmptyState icon={IconEye} title={t('support.choose_title')} text={t('support.choose_text')} />
          </div>
        )}
      </main>
    </>
  );
}

/** Whose chats these are, until when, and that it is seen. It is always there. */
function GrantBanner({ grants }: { grants: readonly ShownOwnGrant[] }) {
  const { t, i18n } = useTranslation();
  const moment = useMoment();
  const names = [...new Set(grants.map(({ lawyer_name: name }) => name))];
  // One by one, as none may turn another one; within the sentence all are isolated anyway.
  const apart = names.map((name) => isolated(name, i18n.dir()));
  const lawyers = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(apart);
  const [first] = grants.map(({ expires_at: at }) => at).sort();
  return (
    <div className={classes.banner} role="status">
      <IconEye size={17} aria-hidden="true" />
      <span>{t('support.banner', { lawyer: lawyers, until: first === undefined ? '' : moment(first) })}</span>
    </div>
  );
}
