import type { PageCommand, PageCommandInput, PageCommandOutput } from '../../main/contract/page-commands.ts';
import type { PageAlias, PageItem, PageState } from '../../main/contract/page-reports.ts';
import type { Capability, DriverName } from '../../main/contract/values.ts';
import type { Screen } from './read-screen.ts';

export type Report = (item: PageItem) => void;
export type ReportAlias = (alias: PageAlias) => void;

/** The page says no, and nothing was done. The code is ours or wa-js': it never carries what a client wrote. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** Commands that are the chooser's own: they are about the drivers, or need none. */
type OwnCommand = 'stageFile' | 'checkHealth' | 'resubscribe';
export type DriverCommand = Exclude<PageCommand, OwnCommand>;

export type DriverCommands = {
  [C in DriverCommand]: (input: PageCommandInput<C>) => Promise<PageCommandOutput<C>>;
};

/** One way of driving the page. It knows how to do each thing that it declares, and what of the page that needs. */
export interface PageDriver {
  readonly name: DriverName;
  /**
   * Each ability whose every need is there now. It looks and calls nothing that acts. `loggedIn`: what is shown only to
   * an account that is linked can be looked for, too.
   */
  probe(loggedIn: boolean): ReadonlySet<Capability>;
  /** What the page says of itself. Throws while the page is between two states. */
  readState(screen: Screen): PageState;
  readonly commands: Partial<DriverCommands>;
}
