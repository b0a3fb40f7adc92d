import { lazy, Suspense } from 'react';
import type { LawyerWithSession } from '../main/contract/ipc.ts';
import { useConversations } from './features/chats/chat-queries.ts';
import { displayTitle } from './features/chats/display-title.ts';
import { chatsPath } from './features/chats/selection.ts';
import { isUnlinked } from './features/session/session-words.ts';
import { useRoute, useRouter } from './routing/use-router.ts';
import { PartLoading } from './ui/part-loading.tsx';

const PracticePanel = lazy(() =>
  import('./features/practice/practice-panel.tsx').then((module) => ({ default: module.PracticePanel })),
);
const QueuePanel = lazy(() =>
  import('./features/queue/queue-panel.tsx').then((module) => ({ default: module.QueuePanel })),
);

/** What can stand beside every screen, one at a time, by what the address says. */
export function SideArea({ lawyer, practice }: { lawyer: LawyerWithSession; practice: boolean }) {
  const { side } = useRoute().query;
  const { showSide } = useRouter();
  const close = () => showSide(null);
  return (
    <Suspense fallback={<PartLoading />}>
      {practice && side === 'practice' && (
        <PracticePanel key={lawyer.id} lawyerId={lawyer.id} linked={!isUnlinked(lawyer.session)} onClose={close} />
      )}
      {side === 'queue' && <Queue key={lawyer.id} lawyerId={lawyer.id} onClose={close} />}
    </Suspense>
  );
}

/** The queue, with the names of the chats as the list has them. */
function Queue({ lawyerId, onClose }: { lawyerId: string; onClose: () => void }) {
  const { navigate } = useRouter();
  const { conversations } = useConversations(lawyerId);
  const titles = new Map<string, string>(conversations.map((one) => [one.id, displayTitle(one)]));
  return (
    <QueuePanel
      lawyerId={lawyerId}
      titles={titles}
      onOpen={(id) => navigate(chatsPath(lawyerId, { kind: 'chat', id }))}
      onClose={onClose}
    />
  );
}
