import { useState } from 'react';
import type { LawyerWithSession } from '../main/contract/ipc.ts';
import { ChatsView } from './chats-view.tsx';
import type { Selection } from './features/chats/selection.ts';
import { LawyerRail } from './features/lawyers/lawyer-rail.tsx';
import { PracticePanel } from './features/practice/practice-panel.tsx';
import { WhatsappArea } from './features/whatsapp/whatsapp-area.tsx';
import { TopBar, type View } from './top-bar.tsx';
import classes from './workspace.module.css';

interface WorkspaceProps {
  lawyers: readonly LawyerWithSession[];
  lawyer: LawyerWithSession;
  practice: boolean;
  onLawyer: (id: string) => void;
}

/** Where the day is spent. Each lawyer keeps the chat that was open. */
export function Workspace({ lawyers, lawyer, practice, onLawyer }: WorkspaceProps) {
  const [view, setView] = useState<View>('chats');
  const [playing, setPlaying] = useState(false);
  const [selections, setSelections] = useState<Readonly<Record<string, Selection | undefined>>>({});
  return (
    <div className={classes.workspace}>
      <LawyerRail lawyers={lawyers} selectedId={lawyer.id} onSelect={onLawyer} />
      <div className={classes.main}>
        <TopBar
          lawyer={lawyer}
          practice={practice}
          view={view}
          onView={setView}
          playing={playing}
          onPlay={() => setPlaying(!playing)}
        />
        <main className={classes.content}>
          {view === 'chats' ? (
            <ChatsView
              key={lawyer.id}
              lawyer={lawyer}
              practice={practice}
              selection={selections[lawyer.id]}
              onSelect={(selection) => setSelections((known) => ({ ...known, [lawyer.id]: selection }))}
            />
          ) : (
            <WhatsappArea lawyerId={lawyer.id} />
          )}
          {practice && playing && (
            <PracticePanel
              lawyerId={lawyer.id}
              linked={lawyer.session.state === 'ready'}
              onClose={() => setPlaying(false)}
            />
          )}
        </main>
      </div>
    </div>
  );
}
