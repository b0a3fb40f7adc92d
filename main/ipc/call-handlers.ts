import type { LawyerId } from '../contract/ids.ts';
import type { IpcCall, IpcOutput, IpcParsed, Rectangle } from '../contract/ipc.ts';
import type { Mode } from '../contract/values.ts';
import { type AcceptedMessage, acceptMessage } from '../domain/accept-message.ts';
import { AppError } from '../domain/app-error.ts';
import type { Clock } from '../domain/clock.ts';
import { createLawyer } from '../domain/create-lawyer.ts';
import type { Database, PracticePhones, Sessions } from '../domain/ports.ts';
import { scanWithPracticePhone } from '../domain/scan-with-practice-phone.ts';

export type CallHandlers = { [Call in IpcCall]: (input: IpcParsed<Call>) => Promise<IpcOutput<Call>> };

export interface CallDependencies {
  database: Database;
  clock: Clock;
  mode: Mode;
  sessions: Sessions;
  /** Null in the live account. */
  phones: PracticePhones | null;
  status(): Pick<IpcOutput<'app.status'>, 'version' | 'mode' | 'api_url' | 'warnings' | 'recovery_key'>;
  confirmRecoveryKey(): void;
  lawyerCreated(id: LawyerId): void;
  messageAccepted(message: AcceptedMessage): void;
  showWhatsAppView(id: LawyerId, area: Rectangle): void;
  hideWhatsAppView(): void;
}

/** Rows of a first page of chats and of messages in the window. */
const PAGE_SIZE = 100;

/** What the window can ask for once the database is open. */
export function callHandlers(deps: CallDependencies): CallHandlers {
  const { database, clock, mode, sessions } = deps;

  function practice(): PracticePhones {
    if (!deps.phones) throw new AppError('practice_only');
    return deps.phones;
  }

  return {
    async 'app.status'() {
      const waiting = await database.read((stores) => stores.webhookQueue.waiting());
      return { ...deps.status(), webhooks_waiting: waiting };
    },
    async 'app.confirmRecoveryKey'() {
      deps.confirmRecoveryKey();
      return undefined;
    },
    // The database is open: there is nothing to unlock.
    'app.unlock': async () => true,
    async 'lawyers.list'() {
      const lawyers = await database.read((stores) => stores.lawyers.all());
      return lawyers.map((lawyer) => ({ ...lawyer, session: sessions.get(lawyer.id) }));
    },
    async 'lawyers.create'(input) {
      const { lawyer, apiKey } = await database.write((stores) => createLawyer(stores, mode, input, clock.now()));
      deps.lawyerCreated(lawyer.id);
      return { ...lawyer, api_key: apiKey };
    },
    async 'conversations.list'({ lawyer_id, cursor }) {
      const page = await database.read((stores) => stores.conversations.list(lawyer_id, { limit: PAGE_SIZE, cursor }));
      return { data: page.rows, next_cursor: page.nextCursor };
    },
    async 'conversations.messages'({ lawyer_id, conversation_id, cursor }) {
      const page = await database.read(async (stores) => {
        if (!(await stores.conversations.find(lawyer_id, conversation_id)))
          throw new AppError('conversation_not_found');
        return stores.messages.list(lawyer_id, conversation_id, { limit: PAGE_SIZE, cursor });
      });
      return { data: page.rows, next_cursor: page.nextCursor };
    },
    async 'conversations.markRead'({ lawyer_id, conversation_id }) {
      const found = await database.write((stores) => stores.conversations.markRead(lawyer_id, conversation_id));
      if (!found) throw new AppError('conversation_not_found');
      return undefined;
    },
    async 'messages.send'({ lawyer_id, to, text }) {
      const message = await database.write(async (stores) => {
        if (!(await stores.lawyers.find(lawyer_id))) throw new AppError('lawyer_not_found');
        return acceptMessage(stores, lawyer_id, { to, text }, clock.now());
      });
      deps.messageAccepted(message);
      return { id: message.id, conversation_id: message.conversationId };
    },
    async 'whatsappView.show'({ lawyer_id, area }) {
      deps.showWhatsAppView(lawyer_id, area);
      return undefined;
    },
    async 'whatsappView.hide'() {
      deps.hideWhatsAppView();
      return undefined;
    },
    async 'practice.scan'({ lawyer_id }) {
      await database.read((stores) => scanWithPracticePhone(stores, sessions, practice(), lawyer_id));
      return undefined;
    },
    async 'practice.write'({ lawyer_id, phone, name, text }) {
      const lawyer = await database.read((stores) => stores.lawyers.find(lawyer_id));
      if (!lawyer) throw new AppError('lawyer_not_found');
      await practice().write(lawyer.phone_number, phone, { text, name });
      return undefined;
    },
  };
}
