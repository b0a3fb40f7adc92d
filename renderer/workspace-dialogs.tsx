import { lazy, Suspense } from 'react';
import type { LawyerWithSession } from '../main/contract/ipc.ts';
import { chatsPath } from './features/chats/selection.ts';
import type { LawyerRailProps } from './features/lawyers/lawyer-rail.tsx';
import type { ScreenEntry } from './routing/screen.ts';
import { useRouter } from './routing/use-router.ts';
import { useLoadAhead } from './ui/use-load-ahead.ts';
import type { WorkspaceDialog } from './workspace-actions.ts';

const loadNewChat = () => import('./features/chats/new-chat-dialog.tsx');
const NewChatDialog = lazy(() => loadNewChat().then((module) => ({ default: module.NewChatDialog })));
const loadPalette = () => import('./features/palette/palette.tsx');
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));
const OwnPasswordDialog = lazy(() =>
  import('./features/staff/own-password-dialog.tsx').then((module) => ({ default: module.OwnPasswordDialog })),
);
const ShortcutSheet = lazy(() =>
  import('./shortcuts/shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })),
);

interface WorkspaceDialogsProps {
  opened: WorkspaceDialog | null;
  onClose: () => void;
  onPassword: () => void;
  screens: readonly ScreenEntry[];
  addressOf: (screen: ScreenEntry) => string;
  rail: LawyerRailProps;
  lawyer: LawyerWithSession;
  practice: boolean;
}

/** What was opened over the workspace by a shortcut or from its bar. */
export function WorkspaceDialogs({ opened, onClose, onPassword, rail, ...workspace }: WorkspaceDialogsProps) {
  const { navigate } = useRouter();
  useLoadAhead(loadPalette);
  useLoadAhead(loadNewChat);
  return (
    <Suspense>
      {opened === 'palette' && <Palette {...workspace} rail={rail} onPassword={onPassword} onClose={onClose} />}
      {opened === 'password' && <OwnPasswordDialog onClose={onClose} />}
      {opened === 'shortcuts' && <ShortcutSheet onClose={onClose} />}
      {opened === 'new chat' && (
        <NewChatDialog
          opened
          onClose={onClose}
          onOpen={(phone) => {
            onClose();
            navigate(chatsPath(rail.selectedId, { kind: 'number', phone }));
          }}
        />
      )}
    </Suspense>
  );
}
