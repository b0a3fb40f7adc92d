import { lazy, Suspense, useState } from 'react';
import type { LawyerWithSession } from '../main/contract/ipc.ts';
import { ChatsView } from './chats-view.tsx';
import { useConversations } from './features/chats/chat-queries.ts';
import { displayTitle } from './features/chats/display-title.ts';
import type { Selection } from './features/chats/selection.ts';
import { LawyerRail } from './features/lawyers/lawyer-rail.tsx';
import { isUnlinked } from './features/session/session-words.ts';
import { WhatsappArea } from './features/whatsapp/whatsapp-area.tsx';
import { TopBar, type View } from './top-bar.tsx';
import { PartLoading } from './ui/part-loading.tsx';
import classes from './workspace.module.css';

const PracticePanel = lazy(() =>
  import('./features/practice/practice-panel.tsx').then((module) => ({ default: module.PracticePanel })),
);
const QueuePanel = lazy(() =>
  import('./features/queue/queue-panel.tsx').then((module) => ({ default: module.QueuePanel })),
);
const SettingsDialog = lazy(() =>
  import('./features/settings/settings-dialog.tsx').then((module) => ({ default: module.SettingsDialog })),
);

/** What can stand beside the chats, one at a time. */
export type SidePart = 'details' | 'practice' | 'queue';

interface WorkspaceProps {
  lawyers: readonly LawyerWithSession[];
  lawyer: LawyerWithSession;
  practice: boolean;
  onLawyer: (id: string) => void;
  onAddLawyer: () => void;
  side: SidePart | null;
  onSide: (side: SidePart | null) => void;
}

/** Where the day is spent. Each lawyer keeps the chat that was open. */
export function Workspace({ lawyers, lawyer, practice, onLawyer, onAddLawyer, side, onSide }: WorkspaceProps) {
  const [view, setView] = useState<View>('chats');
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [selections, setSelections] = useState<Readonly<Record<string, Selection | undefined>>>({});
  const select = (selection: Selection | undefined) => setSelections((known) => ({ ...known, [lawyer.id]: selection }));
  const toggle = (part: SidePart) => onSide(side === part ? null : part);
  const close = () => onSide(null);
  return (
    <div className={classes.workspace}>
      <LawyerRail lawyers={lawyers} selectedId={lawyer.id} onSelect={onLawyer} onAdd={onAddLawyer} />
      <div className={classes.main}>
        <TopBar
          lawyer={lawyer}
          practice={practice}
          view={view}
          onView={setView}
          playing={side === 'practice'}
          onPlay={() => toggle('practice')}
          onSettings={() => setSettingsOpen(true)}
        />
        <main className={classes.content}>
          {view === 'chats' ? (
            <ChatsView
              key={lawyer.id}
              lawyer={lawyer}
              practice={practice}
              selection={selections[lawyer.id]}
              onSelect={select}
              details={{ open: side === 'details', onToggle: () => toggle('details') }}
              hasSide={side !== null}
            />
          ) : (
            <WhatsappArea lawyerId={lawyer.id} />
          )}
          <Suspense fallback={<PartLoading />}>
            {practice && side === 'practice' && (
              <PracticePanel
                key={lawyer.id}
                lawyerId={lawyer.id}
                linked={!isUnlinked(lawyer.session)}
                onClose={close}
              />
            )}
            {side === 'queue' && (
              <Queue
                lawyerId={lawyer.id}
                onOpen={(id) => {
                  setView('chats');
                  select({ kind: 'chat', id });
                }}
                onClose={close}
              />
            )}
          </Suspense>
        </main>
      </div>
      <Suspense>
        {settingsOpen && (
          <SettingsDialog
            lawyer={lawyer}
            practice={practice}
            onAddLawyer={onAddLawyer}
            onClose={() => setSettingsOpen(false)}
          />
        )}
      </Suspense>
    </div>
  );
}

interface QueueProps {
  lawyerId: string;
  onOpen: (conversationId: string) => void;
  onClose: () => void;
}

/** The queue, with the names of the chats as the list has them. */
function Queue(props: QueueProps) {
  const { conversations } = useConversations(props.lawyerId);
  const titles = new Map<string, string>(conversations.map((one) => [one.id, displayTitle(one)]));
  return <QueuePanel {...props} titles={titles} />;
}
