import type { Attachment } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { IpcCall, IpcOutput, IpcParsed, Rectangle } from '../contract/ipc.ts';
import type { Mode } from '../contract/values.ts';
import type { AcceptedMessage } from '../domain/accept-message.ts';
import type { BrokerRunner } from '../domain/brokers.ts';
import type { Clock } from '../domain/clock.ts';
import type { Passwords } from '../domain/passwords.ts';
import type { AttachmentFiles, Database, PracticePhones, Sessions } from '../domain/ports.ts';
import type { TunnelControl } from '../domain/tunnel.ts';

export type CallHandlers = { [Call in IpcCall]: (input: IpcParsed<Call>) => Promise<IpcOutput<Call>> };

export interface CallDependencies {
  database: Database;
  files: AttachmentFiles;
  clock: Clock;
  passwords: Passwords;
  tunnel: TunnelControl;
  brokers: Pick<BrokerRunner, 'status'>;
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
  /** Asks the person where, and writes a stored file there. False: the person has changed their mind. */
  saveFile(attachment: Attachment): Promise<boolean>;
}

/** Rows of a page in the window. */
export const PAGE_SIZE = 100;
