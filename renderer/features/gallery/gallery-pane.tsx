import { ActionIcon, Button, Tabs } from '@mantine/core';
import { IconArrowLeft, IconFile, IconLink, IconMicrophone, IconPhoto } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GALLERY_SECTIONS } from '../../../main/contract/choices.ts';
import type { Conversation, Message } from '../../../main/contract/entities.ts';
import type { GallerySection } from '../../../main/contract/gallery.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { oneOf } from '../../ui/one-of.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { displayTitle } from '../chats/display-title.ts';
import { senderName } from '../messages/sender-name.ts';
import { type ThreadContext, ThreadProvider } from '../messages/thread-context.ts';
import { SoundProvider, useSoundPlayer } from '../messages/use-sound.ts';
import { GalleryList } from './gallery-list.tsx';
import classes from './gallery-pane.module.css';
import { refreshItem, useGallery } from './gallery-queries.ts';
import { MediaGrid } from './media-grid.tsx';

const Viewer = lazy(() => import('../viewer/viewer.tsx').then((module) => ({ default: module.Viewer })));

const ICONS = { media: IconPhoto, documents: IconFile, sounds: IconMicrophone, links: IconLink } as const;

interface GalleryPaneProps {
  lawyerId: string;
  conversation: Conversation;
  section: GallerySection;
  /** Whoever looks at it can do nothing with it. */
  isReadOnly: boolean;
  /** What the lawyer is called to whoever looks at it. */
  ownName: string;
  onSection: (section: GallerySection) => void;
  /** Leads to a message in the chat. */
  onShow: (messageId: string) => void;
  onClose: () => void;
}

/** Everything that a chat holds beside its words: photos and films, documents, sounds and links, in the chat's place. */
export function GalleryPane(props: GalleryPaneProps) {
  const { lawyerId, conversation, section, isReadOnly, onSection, onClose } = props;
  const { t } = useTranslation();
  const area = useRef<HTMLElement>(null);
  const player = useSoundPlayer();
  const client = useQueryClient();
  const { id, type } = conversation;
  const title = displayTitle(conversation);
  const [viewed, setViewed] = useState<string | null>(null);
  // The chat that had the focus is gone.
  useEffect(() => area.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(), []);
  const context = useMemo<ThreadContext>(() => {
    const nothing = () => {};
    return {
      ...{ lawyerId, isGroup: type === 'group', title, isReadOnly },
      ...{ onAgain: nothing, onReply: nothing, onEdit: nothing, onMenu: nothing, onReactions: nothing },
      ...{ onRetryUnsure: nothing, onWrite: nothing, onVersions: nothing, onQuoted: nothing },
      onView: (message) => setViewed(message.id),
      onRefresh: (message) => void refreshItem(client, lawyerId, id, message.id),
    };
  }, [client, lawyerId, id, type, title, isReadOnly]);
  return (
    <section
      ref={area}
      className={classes.pane}
      aria-label={t('gallery.title')}
      onKeyDown={(event) => {
        // Not from a dialog that was opened here, which is elsewhere in the document.
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && isHere && !event.defaultPrevented) onClose();
      }}
    >
      <header className={classes.header}>
        <ActionIcon
          className={classes.back ?? ''}
          variant="subtle"
          size="lg"
          aria-label={t('gallery.back')}
          title={t('gallery.back')}
          onClick={onClose}
        >
          <IconArrowLeft size={20} aria-hidden="true" />
        </ActionIcon>
        <div className={classes.words}>
          <h2 className={classes.title}>{t('gallery.title')}</h2>
          <SafeText className={classes.chat}>{title}</SafeText>
        </div>
      </header>
      <ThreadProvider value={context}>
        <SoundProvider value={player}>
          <Tabs
            className={classes.tabs ?? ''}
            value={section}
            keepMounted={false}
            onChange={(value) => {
              const chosen = oneOf(GALLERY_SECTIONS, value);
              if (chosen) onSection(chosen);
            }}
          >
            <Tabs.List aria-label={t('gallery.sections')} className={classes.list ?? ''}>
              {GALLERY_SECTIONS.map((one) => {
                const Icon = ICONS[one];
                return (
                  <Tabs.Tab
                    key={one}
                    value={one}
                    className={classes.tab ?? ''}
                    leftSection={<Icon size={17} stroke={1.75} aria-hidden="true" />}
                  >
                    {t(`gallery.${one}`)}
                  </Tabs.Tab>
                );
              })}
            </Tabs.List>
            {GALLERY_SECTIONS.map((one) => (
              <Tabs.Panel key={one} value={one} className={classes.panel ?? ''} tabIndex={-1}>
                <Section {...props} section={one} viewed={viewed} onView={setViewed} />
              </Tabs.Panel>
            ))}
          </Tabs>
        </SoundProvider>
      </ThreadProvider>
    </section>
  );
}

interface SectionProps extends GalleryPaneProps {
  /** The photo or film that is open in full. */
  viewed: string | null;
  onView: (id: string | null) => void;
}

function Section({ lawyerId, conversation, section, ownName, onShow, viewed, onView }: SectionProps) {
  const { t } = useTranslation();
  const { id, type } = conversation;
  const gallery = useGallery(lawyerId, id, section);
  const { items, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = gallery;
  const [reached, setReached] = useState<string | null>(null);
  const oldestFirst = useMemo(() => (section === 'media' ? items.toReversed() : []), [section, items]);
  const chat = { isGroup: type === 'group', title: displayTitle(conversation) };
  const nameOf = (message: Message) =>
    message.direction === 'outbound' ? ownName : senderName(message, chat, t('common.nobody'));
  const more = () => {
    // What has failed is asked again by whoever wants it, and not at once and for ever.
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  };
  const failure = isFetchNextPageError && (
    <div className={classes.failed} role="alert">
      {t('gallery.failed')}
      <Button size="compact-sm" variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
        {t('app.retry')}
      </Button>
    </div>
  );
  if (gallery.isPending) return <PartLoading />;
  if (!gallery.data) {
    return (
      <EmptyState title={t('gallery.failed')} text={problemText(t, gallery.error)} alarming>
        <Button variant="light" onClick={() => void gallery.refetch()}>
          {t('app.retry')}
        </Button>
      </EmptyState>
    );
  }
  if (items.length === 0 && !hasNextPage)
    return <EmptyState icon={ICONS[section]} title={t(`gallery.empty.${section}`)} text={t('gallery.empty.text')} />;
  if (section !== 'media') {
    const label = t(`gallery.${section}`);
    return (
      <>
        <GalleryList {...{ label, items, nameOf }} onShow={(message) => onShow(message.id)} onEnd={more} />
        {failure}
      </>
    );
  }
  return (
    <>
      <MediaGrid
        lawyerId={lawyerId}
        items={items}
        // What comes in meanwhile moves the rest, and not the one that was reached.
        active={items.findIndex((one) => one.id === reached)}
        nameOf={nameOf}
        onActive={(index) => setReached(items[index]?.id ?? null)}
        onOpen={(message) => {
          setReached(message.id);
          onView(message.id);
        }}
        onEnd={more}
      />
      {failure}
      {viewed !== null && (
        <Suspense>
          <Viewer
            lawyerId={lawyerId}
            pictures={oldestFirst}
            first={viewed}
            nameOf={nameOf}
            onShown={setReached}
            onOldest={more}
            onShowInChat={onShow}
            onClose={() => onView(null)}
          />
        </Suspense>
      )}
    </>
  );
}
