import { Button, Loader } from '@mantine/core';
import { IconEye, IconLockOpen2 } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { GallerySection } from '../../../main/contract/gallery.ts';
import type { OwnGrant } from '../../../main/contract/ipc/identity.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isolated } from '../../ui/isolated.ts';
import { useNarrow } from '../../ui/narrow.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { ToastLine } from '../../ui/toast.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';
import { ChatHeader } from '../chats/chat-header.tsx';
import { ChatList } from '../chats/chat-list.tsx';
import { displayTitle } from '../chats/display-title.ts';
import { useMoment } from '../directory/moment.tsx';
import { LookDialog } from '../settings/look-dialog.tsx';
import { GrantedThread } from './granted-thread.tsx';
import { useOwnChats, useOwnGrants } from './staff-queries.ts';
import classes from './support-shell.module.css';
import { UserMenu } from './user-menu.tsx';

const GalleryPane = lazy(() =>
  import('../gallery/gallery-pane.tsx').then((module) => ({ default: module.GalleryPane })),
);

/** The whole window of a member of support: what was granted, to be read, under a line that says so. */
export function SupportShell() {
  const { t } = useTranslation();
  const grants = useOwnGrants();
  const [isLookOpen, setLookOpen] = useState(false);
  return (
    <div className={classes.shell}>
      <header className={classes.bar}>
        <Wordmark />
        <UserMenu onLook={() => setLookOpen(true)} />
      </header>
      {grants.data && grants.data.length > 0 && <Granted grants={grants.data} />}
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
      {isLookOpen && <LookDialog onClose={() => setLookOpen(false)} />}
    </div>
  );
}

function Granted({ grants }: { grants: readonly OwnGrant[] }) {
  const { t } = useTranslation();
  const isNarrow = useNarrow();
  const [chosen, choose] = useState<string | null>(null);
  const [section, setSection] = useState<GallerySection | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const setChosen = (id: string | null) => {
    choose(id);
    setSection(null);
    setTarget(null);
  };
  const area = useRef<HTMLDivElement>(null);
  // What had the focus in the gallery is gone with it.
  const leave = (messageId: string | null) => {
    flushSync(() => {
      setSection(null);
      setTarget(messageId);
    });
    area.current?.querySelector<HTMLElement>('[data-way="gallery"]')?.focus();
  };
  const chats = useOwnChats(grants[0]?.lawyer_id ?? null);
  const open = chats.data?.find(({ id }) => id === chosen);
  const of = open && grants.filter(({ conversation_ids: ids }) => ids.some((id) => id === open.id));
  const lawyerId = of?.[0]?.lawyer_id;
  return (
    <>
      <GrantBanner grants={of ?? grants} />
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
                  onSection={setSection}
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
                  onGallery={() => setSection('media')}
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
function GrantBanner({ grants }: { grants: readonly OwnGrant[] }) {
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
