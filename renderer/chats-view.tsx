import { lazy, Suspense, useRef } from 'react';
import type { LawyerWithSession } from '../main/contract/ipc.ts';
import classes from './chats-view.module.css';
import { ChatPane, NewChatPane } from './features/chats/chat-pane.tsx';
import { useConversations } from './features/chats/chat-queries.ts';
import { ChatSidebar } from './features/chats/chat-sidebar.tsx';
import { openChat, type Selection } from './features/chats/selection.ts';
import { SessionBanner } from './features/session/session-banner.tsx';
import { SessionScreen } from './features/session/session-screen.tsx';
import { FaultBoundary } from './ui/fault-boundary.tsx';
import { PartLoading } from './ui/part-loading.tsx';

const DetailsPanel = lazy(() =>
  import('./features/clients/details-panel.tsx').then((module) => ({ default: module.DetailsPanel })),
);

interface ChatsViewProps {
  lawyer: LawyerWithSession;
  practice: boolean;
  selection: Selection | undefined;
  onSelect: (selection: Selection | undefined) => void;
  details: { open: boolean; onToggle: () => void };
  /** Something stands beside the chats, and takes room from them. */
  hasSide: boolean;
}

/** The chats of a lawyer beside the open one. Before WhatsApp was ever linked, only the way to link it. */
export function ChatsView({ lawyer, practice, selection, onSelect, details, hasSide }: ChatsViewProps) {
  const chats = useConversations(lawyer.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const open = openChat(selection, chats.conversations);
  // What a page gives to be shown there must not take the chats, or another lawyer's, with it. Another state is another try.
  const screen = (
    <FaultBoundary key={lawyer.session.state}>
      <SessionScreen lawyer={lawyer} practice={practice} />
    </FaultBoundary>
  );
  if (chats.isSuccess && chats.conversations.length === 0 && open.kind === 'none' && lawyer.session.state !== 'ready') {
    return <div className={classes.view}>{screen}</div>;
  }
  const pane = {
    lawyerId: lawyer.id,
    connected: lawyer.session.state === 'ready',
    field,
    onBack: () => onSelect(undefined),
  };
  return (
    <div className={classes.view} data-open={open.kind !== 'none' || undefined} data-narrow={hasSide || undefined}>
      <div className={classes.list}>
        <ChatSidebar
          chats={chats}
          selectedId={open.kind === 'chat' ? open.conversation.id : null}
          onSelect={onSelect}
          onEnter={() => field.current?.focus()}
        />
      </div>
      <div className={classes.pane}>
        <SessionBanner session={lawyer.session} {...(open.kind !== 'none' && { onShow: pane.onBack })} />
        {open.kind === 'chat' && (
          <ChatPane
            key={open.conversation.id}
            conversation={open.conversation}
            details={details}
            onWrite={(phone) => onSelect({ kind: 'number', phone })}
            {...pane}
          />
        )}
        {open.kind === 'number' && <NewChatPane key={open.phone} phone={open.phone} {...pane} />}
        {open.kind === 'none' && screen}
      </div>
      {details.open && open.kind === 'chat' && (
        <Suspense fallback={<PartLoading />}>
          <DetailsPanel
            key={open.conversation.id}
            lawyerId={lawyer.id}
            conversation={open.conversation}
            others={chats.conversations}
            onClose={details.onToggle}
          />
        </Suspense>
      )}
    </div>
  );
}
