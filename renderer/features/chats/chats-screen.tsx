import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { lazy, type RefObject, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../routing/screen.ts';
import { useRoute, useRouter } from '../../routing/use-router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FaultBoundary } from '../../ui/fault-boundary.tsx';
import { useNarrow } from '../../ui/narrow.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { useKeptDrafts } from '../compose/use-draft.ts';
import { FoundMarksContext } from '../messages/found-marks.ts';
import { FindBar } from '../search/find-bar.tsx';
import { useFind } from '../search/use-find.ts';
import { SessionBanner } from '../session/session-banner.tsx';
import { SessionScreen } from '../session/session-screen.tsx';
import { ChatPane, NewChatPane } from './chat-pane.tsx';
import { useConversations } from './chat-queries.ts';
import { ChatSidebar } from './chat-sidebar.tsx';
import classes from './chats-screen.module.css';
import { chatsPath, SESSION, type Selection, selectionOf, sessionPath } from './selection.ts';
import { useChatGallery } from './use-chat-gallery.ts';
import { useChatShortcuts } from './use-chat-shortcuts.ts';
import { useGoAlong, useOpenChat } from './use-open-chat.ts';

const DetailsPanel = lazy(() =>
  import('../clients/details-panel.tsx').then((module) => ({ default: module.DetailsPanel })),
);

const GalleryPane = lazy(() =>
  import('../gallery/gallery-pane.tsx').then((module) => ({ default: module.GalleryPane })),
);

const SetUpCard = lazy(() => import('../onboarding/set-up-card.tsx').then((module) => ({ default: module.SetUpCard })));

/** Up to this width, in CSS pixels, the list gives way to an open chat that has a side panel. The style sheet has the same. */
const ROOM_FOR_THREE = 1180;

/** The chats of a lawyer beside the open one. Before WhatsApp was ever linked, only the way to link it. */
export default function ChatsScreen({ lawyer, practice, params }: ScreenProps) {
  const { t } = useTranslation();
  const { navigate, back, showSide } = useRouter();
  const { query } = useRoute();
  const { side } = query;
  const chats = useConversations(lawyer.id);
  useKeptDrafts(lawyer.id);
  // Beside the list it is there while no chat is open; in a narrow window it is a step of its own.
  const isSession = params.chat === SESSION;
  const selection = isSession ? undefined : selectionOf(params.chat);
  const open = useOpenChat(lawyer.id, selection, chats);
  const isTight = useNarrow(ROOM_FOR_THREE);
  const isNarrow = useNarrow();
  const isListAlone = isNarrow || (isTight && side !== undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  // Who walks along the list wants to go back to it in one step.
  const select = (chosen: Selection) => navigate(chatsPath(lawyer.id, chosen), { replace: params.chat !== undefined });
  const close = () => back(chatsPath(lawyer.id));
  const showSession = () => navigate(sessionPath(lawyer.id), { replace: params.chat !== undefined });
  const isList = open.kind === 'none' && !isSession;
  const shownId = open.kind === 'chat' ? open.conversation.id : open.kind;
  useKeptFocus(isList ? null : shownId, list, field, pane);
  useGoAlong(lawyer.id, { selection, open, conversations: chats.conversations }, field);
  const { find, marks, ...finding } = useFind(lawyer.id, selection?.kind === 'chat' ? selection.id : null, () =>
    (field.current ?? pane.current)?.focus(),
  );
  useChatShortcuts(chats, open, select, field);
  const gallery = useChatGallery(lawyer.id, open, pane);

  // What a page gives to be shown there must not take the chats, or another lawyer's, with it. Another state is another try.
  const screen = (
    <FaultBoundary key={lawyer.session.state}>
      <SessionScreen lawyer={lawyer} practice={practice} />
    </FaultBoundary>
  );
  const setUp = (
    <Suspense>
      <SetUpCard lawyerId={lawyer.id} />
    </Suspense>
  );
  if (chats.isSuccess && chats.conversations.length === 0 && open.kind === 'none' && lawyer.session.state !== 'ready') {
    return <div className={classes.view}>{screen}</div>;
  }
  const paneProps = { lawyerId: lawyer.id, connected: lawyer.session.state === 'ready', field, onBack: close };
  const details = {
    open: side === 'details',
    onToggle: () => showSide(side === 'details' ? null : 'details'),
  };
  return (
    <div className={classes.view} data-open={!isList || undefined} data-narrow={side ? true : undefined}>
      <div className={classes.list} ref={list}>
        {isNarrow && lawyer.session.state !== 'ready' && (
          <SessionBanner session={lawyer.session} onShow={showSession} />
        )}
        <ChatSidebar
          lawyerId={lawyer.id}
          chats={chats}
          selectedId={open.kind === 'chat' ? open.conversation.id : null}
          isAlone={isListAlone}
          onSelect={select}
          onEnter={() => field.current?.focus()}
        />
        {isNarrow && isList && !chats.isPending && <div className={classes.setUp}>{setUp}</div>}
      </div>
      <div className={classes.pane} ref={pane} tabIndex={-1}>
        <SessionBanner session={lawyer.session} {...(open.kind !== 'none' && { onShow: showSession })} />
        {find && <FindBar find={find} />}
        {open.kind === 'chat' && gallery.section && (
          <Suspense fallback={<PartLoading />}>
            <GalleryPane
              key={open.conversation.id}
              lawyerId={lawyer.id}
              conversation={open.conversation}
              section={gallery.section}
              isReadOnly={false}
              ownName={t('common.you')}
              onSection={gallery.choose}
              onShow={gallery.showInChat}
              onClose={gallery.close}
            />
          </Suspense>
        )}
        {open.kind === 'chat' && !gallery.section && (
          <FoundMarksContext value={marks}>
            <ChatPane
              key={open.conversation.id}
              conversation={open.conversation}
              details={details}
              onWrite={(phone) => select({ kind: 'number', phone })}
              onFind={finding.open}
              onGallery={gallery.open}
              target={find?.at ?? query.at}
              {...paneProps}
            />
          </FoundMarksContext>
        )}
        {open.kind === 'number' && <NewChatPane key={open.phone} phone={open.phone} {...paneProps} />}
        {isSession && (
          <div className={classes.back}>
            <ActionIcon variant="subtle" size="lg" aria-label={t('chat.back')} onClick={close}>
              <IconArrowLeft size={20} aria-hidden="true" />
            </ActionIcon>
          </div>
        )}
        {/* Which place it has is known with the chats: drawn before, it would be drawn anew in the other. */}
        {open.kind === 'none' && !chats.isPending && (
          <>
            {screen}
            {!(isNarrow && isList) && setUp}
          </>
        )}
        {open.kind === 'opening' && <PartLoading />}
        {open.kind === 'failed' && (
          <EmptyState title={t('chat.failed')} alarming>
            <Button variant="light" onClick={close}>
              {t('chat.back')}
            </Button>
          </EmptyState>
        )}
      </div>
      {details.open && open.kind === 'chat' && (
        <Suspense fallback={<PartLoading />}>
          <DetailsPanel
            key={open.conversation.id}
            lawyerId={lawyer.id}
            conversation={open.conversation}
            onGallery={gallery.open}
            onClose={details.onToggle}
          />
        </Suspense>
      )}
    </div>
  );
}

/**
 * The focus goes along rather than being lost with what is gone: where only the list or the chat is shown, and to the next chat by
 * keys. After the window was loaded again the caret is where one wrote.
 */
function useKeptFocus(
  shown: string | null,
  list: RefObject<HTMLElement | null>,
  field: RefObject<HTMLElement | null>,
  pane: RefObject<HTMLElement | null>,
): void {
  const was = useRef(shown);
  useEffect(() => {
    if (was.current === shown) return;
    was.current = shown;
    const focused = document.activeElement;
    const isLost = !focused || focused === document.body || focused === pane.current || !focused.checkVisibility();
    if (!isLost) return;
    const target =
      shown === null ? list.current?.querySelector<HTMLElement>('[role="listbox"]') : (field.current ?? pane.current);
    target?.focus();
  }, [shown, list, field, pane]);
}
