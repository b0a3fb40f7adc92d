import type { HistoryProgress, Session } from '../../main/contract/entities.ts';
import type { LawyerId } from '../../main/contract/ids.ts';
import type { Phone } from '../../main/contract/values.ts';
import type { AppError } from '../../main/domain/app-error.ts';
import type { Sessions } from '../../main/domain/ports.ts';

const SINCE = '2026-11-20T09:00:00.000Z';

const NO_HISTORY: HistoryProgress = {
  state: 'idle',
  chats_total: 0,
  chats_done: 0,
  messages_stored: 0,
  percent: 0,
  chats_left: 0,
  started_at: null,
  finished_at: null,
};

/** A session in that state, with what else a test says of it. */
export function sessionIn(state: Session['state'], more: Partial<Session> = {}): Session {
  return { state, since: SINCE, steps: [], reduced: [], ...more };
}

/** Sessions whose states a test writes down, and which note what they are asked to do. */
export class FakeSessions implements Sessions {
  readonly states = new Map<LawyerId, Session>();
  /** In bytes, of those that have a page. */
  readonly memory = new Map<LawyerId, number>();
  readonly histories = new Map<LawyerId, HistoryProgress>();
  /** Steps, in order: what was asked, and of whom. */
  readonly asked: [step: string, lawyerId: LawyerId, detail?: string][] = [];
  /** Lawyers whose outbox or media were woken, whose settings or number were changed, whose page was opened or closed. */
  readonly told: [
    what: 'outbox' | 'media' | 'settings' | 'open' | 'close' | 'forget' | 'lawyer',
    lawyerId: LawyerId,
  ][] = [];
  private readonly listeners = new Set<Parameters<Sessions['onChange']>[0]>();
  /** What every step is refused with. */
  refusal: AppError | null = null;

  get(lawyerId: LawyerId): Session {
    return this.states.get(lawyerId) ?? sessionIn('starting');
  }

  open(lawyerId: LawyerId): void {
    this.told.push(['open', lawyerId]);
  }

  close(lawyerId: LawyerId): void {
    this.told.push(['close', lawyerId]);
  }

  forget(lawyerId: LawyerId): void {
    this.told.push(['forget', lawyerId]);
  }

  lawyerChanged(lawyerId: LawyerId): void {
    this.told.push(['lawyer', lawyerId]);
  }

  memoryBytes(lawyerId: LawyerId): number | null {
    return this.memory.get(lawyerId) ?? null;
  }

  onChange(listener: Parameters<Sessions['onChange']>[0]): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The session is in another state, and whoever listens is told. */
  become(lawyerId: LawyerId, state: Session['state']): void {
    const session = sessionIn(state);
    this.states.set(lawyerId, session);
    for (const listener of this.listeners) listener(lawyerId, session);
  }

  requestPairingCode(lawyerId: LawyerId, phone: Phone): Promise<void> {
    return this.ask('requestPairingCode', lawyerId, phone);
  }

  logOut(lawyerId: LawyerId): Promise<void> {
    return this.ask('logOut', lawyerId);
  }

  restart(lawyerId: LawyerId): Promise<void> {
    return this.ask('restart', lawyerId);
  }

  sleep(lawyerId: LawyerId): Promise<void> {
    return this.ask('sleep', lawyerId);
  }

  wake(lawyerId: LawyerId): Promise<void> {
    return this.ask('wake', lawyerId);
  }

  history(lawyerId: LawyerId): HistoryProgress {
    return this.histories.get(lawyerId) ?? NO_HISTORY;
  }

  onHistory(): () => void {
    return () => {};
  }

  syncHistory(lawyerId: LawyerId): Promise<void> {
    return this.ask('syncHistory', lawyerId);
  }

  syncChats(lawyerId: LawyerId, chats: readonly string[]): Promise<void> {
    return this.ask('syncChats', lawyerId, chats.join(' '));
  }

  wakeOutbox(lawyerId: LawyerId): void {
    this.told.push(['outbox', lawyerId]);
  }

  wakeMedia(lawyerId: LawyerId): void {
    this.told.push(['media', lawyerId]);
  }

  settingsChanged(lawyerId: LawyerId): void {
    this.told.push(['settings', lawyerId]);
  }

  private async ask(step: string, lawyerId: LawyerId, detail?: string): Promise<void> {
    if (this.refusal) throw this.refusal;
    this.asked.push(detail === undefined ? [step, lawyerId] : [step, lawyerId, detail]);
  }
}
