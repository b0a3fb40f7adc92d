import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react';
import type { LawyerWithSession } from '../main/contract/ipc.ts';
import { sessionPath } from './features/chats/selection.ts';
import { LawyerMenu } from './features/lawyers/lawyer-menu.tsx';
import { LawyerRail } from './features/lawyers/lawyer-rail.tsx';
import { SessionBanner } from './features/session/session-banner.tsx';
import { SCREENS } from './routes.ts';
import { addressOf, type Place } from './routing/address.ts';
import { findScreen } from './routing/find-screen.ts';
import { pathTo } from './routing/path.ts';
import type { ScreenEntry, ScreenProps } from './routing/screen.ts';
import { useRoute, useRouter } from './routing/use-router.ts';
import { SectionNav } from './section-nav.tsx';
import { SideArea } from './side-area.tsx';
import { TopBar } from './top-bar.tsx';
import { FaultBoundary } from './ui/fault-boundary.tsx';
import { PartLoading } from './ui/part-loading.tsx';
import classes from './workspace.module.css';
import { useWorkspaceActions } from './workspace-actions.ts';
import { WorkspaceDialogs } from './workspace-dialogs.tsx';

interface ShownScreen extends ScreenEntry {
  Screen: ComponentType<ScreenProps>;
}
const SHOWN: readonly ShownScreen[] = SCREENS.map((entry) => ({ ...entry, Screen: lazy(entry.load) }));

interface WorkspaceProps {
  lawyers: readonly LawyerWithSession[];
  lawyer: LawyerWithSession;
  practice: boolean;
  onAddLawyer: () => void;
}

/** Where the day is spent: the screens of a lawyer, with the ways to the others. */
export function Workspace({ lawyers, lawyer, practice, onAddLawyer }: WorkspaceProps) {
  const place = useRoute();
  const { navigate, showSide } = useRouter();
  const { entry, params } = findScreen(SHOWN, place.path);
  const { side } = place.query;
  const placeIn = usePlaces(lawyer.id, entry, place);
  const rail = {
    lawyers,
    selectedId: lawyer.id,
    onSelect: (id: string) => navigate(placeIn(id, entry)),
    onAdd: onAddLawyer,
  };
  const actions = useWorkspaceActions((screen) => placeIn(lawyer.id, screen), lawyer.id);
  const { Screen } = entry;
  return (
    <>
      <LawyerRail {...rail} />
      <SectionNav screens={SHOWN} current={entry} addressOf={(screen) => placeIn(lawyer.id, screen)} />
      <TopBar
        lawyer={lawyer}
        practice={practice}
        playing={side === 'practice'}
        onPlay={() => showSide(side === 'practice' ? null : 'practice')}
        menu={<LawyerMenu {...rail} />}
        onPalette={actions.openPalette}
        onPassword={actions.openPassword}
      />
      <main className={classes.content} tabIndex={-1}>
        {/* A screen that fails leaves the ways to the others. */}
        <FaultBoundary key={entry.path}>
          <Suspense fallback={<PartLoading />}>
            <div className={classes.screen}>
              {!entry.saysSession && (
                <SessionBanner session={lawyer.session} onShow={() => navigate(sessionPath(lawyer.id))} />
              )}
              <Screen key={lawyer.id} lawyer={lawyer} practice={practice} params={params} />
            </div>
          </Suspense>
        </FaultBoundary>
        <SideArea lawyer={lawyer} practice={practice} />
      </main>
      <WorkspaceDialogs
        opened={actions.opened}
        onClose={actions.close}
        onPassword={actions.openPassword}
        screens={SHOWN}
        addressOf={(screen) => placeIn(lawyer.id, screen)}
        rail={rail}
        lawyer={lawyer}
        practice={practice}
      />
    </>
  );
}

/** Where one was in each screen of each lawyer, so that going back to it is going back there. */
function usePlaces(lawyerId: string, entry: ScreenEntry, { path, query }: Place) {
  const places = useRef(new Map<string, string>());
  useEffect(() => {
    // Which side panel is open belongs to no screen.
    const { side: _, ...own } = query;
    places.current.set(`${lawyerId} ${entry.path}`, addressOf({ path, query: own }));
  }, [lawyerId, entry, path, query]);
  return (id: string, screen: ScreenEntry): string => {
    if (id === lawyerId && screen === entry && path !== '') return addressOf({ path, query: {} });
    return places.current.get(`${id} ${screen.path}`) ?? pathTo(screen.path, { lawyerId: id });
  };
}
