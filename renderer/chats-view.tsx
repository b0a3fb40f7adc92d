import { useRef } from 'react';
import type { LawyerWithSession } from '../main/contract/ipc.ts';
import classes from './chats-view.module.css';
import { ChatPane, NewChatPane } from './features/chats/chat-pane.tsx';
import { useConversations } from './features/chats/chat-queries.ts';
import { ChatSidebar } from './features/chats/chat-sidebar.tsx';
import { openChat, type Selection } from './features/chats/selection.ts';
import { SessionBanner } from './features/session/session-banner.tsx';
import { SessionScreen } from './features/session/session-screen.tsx';

interface ChatsViewProps {
  lawyer: LawyerWithSession;
  practice: boolean;
  selection: Selection | undefined;
  onSelect: (selection: Selection | undefined) => void;
}

/** The chats of a lawyer beside the open one. Before WhatsApp was ever linked, only the way to link it. */
export function ChatsView({ lawyer, practice, selection, onSelect }: ChatsViewProps) {
  const chats = useConversations(lawyer.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const open = openChat(selection, chats.conversations);
  const screen = <SessionScreen lawyerId={lawyer.id} session={lawyer.session} practice={practice} />;
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
    <div className={classes.view} data-open={open.kind !== 'none' || undefined}>
      <div className={classes.list}>
        <ChatSidebar
          chats={chats}
          selectedId={open.kind === 'chat' ? open.conversation.id : null}
          onSelect={onSelect}
          onEnter={() => field.current?.focus()}
        />
      </div>
      <div className={classes.pane}>
        {open.kind !== 'none' && <SessionBanner session={lawyer.session} onShow={pane.onBack} />}
        {open.kind === 'chat' && <ChatPane key={open.conversation.id} conversation={open.conversation} {...pane} />}
        {open.kind === 'number' && <NewChatPane key={open.phone} phone={open.phone} {...pane} />}
        {open.kind === 'none' && screen}
      </div>
    </div>
  );
}
