import type { Capability, DriverName, SessionCause, SessionState } from '../../main/contract/values.ts';

/** What a fact may be: figures and words of closed lists. A text of a client's, a name or a number has no way in here. */
export type Fact =
  | number
  | boolean
  | null
  | SessionState
  | SessionCause
  | Capability
  | DriverName
  | 'phone'
  | 'lid_only'
  | 'stored'
  | 'pending'
  | 'unavailable'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'unknown';

/** `seen`: it works. `not_seen`: it was tried, and did not come. `skipped`: nobody tried. */
export type Outcome = 'seen' | 'not_seen' | 'skipped';

/** Everything that the doctor looks at, in its order. */
export const CHECKS = {
  page_loads: 'WhatsApp Web loads',
  code_shown: 'It shows a code for linking',
  link_by_qr: 'The phone links it by the QR code',
  link_by_code: 'The phone links it by a pairing code that is typed in',
  own_account: 'The linked account is the one that was named',
  abilities: 'Every ability is there, by the first driver',
  history: 'What WhatsApp Web holds is read',
  history_again: 'Reading it again finds nothing new',
  receive_text: 'A text arrives',
  receive_reply: 'A reply arrives with what it answers',
  receive_image: 'A picture arrives with its file',
  receive_video: 'A video arrives with its file',
  receive_voice: 'A voice note arrives with its file',
  receive_document: 'A document arrives with its file',
  receive_sticker: 'A sticker arrives with its file',
  receive_location: 'A location arrives',
  receive_contacts: 'A contact card arrives',
  receive_poll: 'A poll arrives',
  receive_reaction: 'A reaction arrives',
  receive_edit: 'An edit arrives, and the first text is kept',
  receive_revoke: 'A deletion arrives, and the text is kept',
  receive_view_once: 'What is to be viewed once arrives as such, without its content',
  receive_disappearing: 'A disappearing message arrives as such, and is kept',
  receive_call: 'A missed call arrives',
  identity: 'The phone number of who writes is known',
  mark_read: 'A chat is marked as read, and the other phone shows it',
  send_text: 'A text is sent and delivered',
  send_reply: 'A reply is sent',
  send_image: 'A picture is sent',
  send_video: 'A video is sent',
  send_voice: 'A voice note is sent',
  send_document: 'A document is sent',
  send_reaction: 'A reaction is sent',
  send_edit: 'A sent text is edited',
  send_revoke: 'A sent text is taken back',
  restart: 'After a restart it is ready again without a scan',
  log_out: 'It logs out',
} as const;
export type Check = keyof typeof CHECKS;

export interface Finding {
  check: Check;
  outcome: Outcome;
  facts: Readonly<Record<string, Fact>>;
}

export interface DoctorReport {
  lexline: string;
  electron: string;
  platform: string;
  account: 'live' | 'practice';
  started_at: string;
  finished_at: string;
  findings: readonly Finding[];
  /** Abilities that are missing or that the second driver does. */
  reduced: readonly { ability: Capability; driver: DriverName | null }[];
}

const MARKS: Record<Outcome, string> = { seen: 'seen', not_seen: '**not seen**', skipped: 'skipped' };

/** The report for a person to read and to send to us: figures and fixed words only. */
export function toMarkdown(report: DoctorReport): string {
  const rows = report.findings.map(({ check, outcome, facts }) => {
    const details = Object.entries(facts)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ');
    return `| ${CHECKS[check]} | ${MARKS[outcome]} | ${details} |`;
  });
  const reduced = report.reduced.map(({ ability, driver }) => `- ${ability}: ${driver ?? 'missing'}`);
  return [
    '# What Lexline has seen of WhatsApp Web',
    '',
    `Lexline ${report.lexline}, Electron ${report.electron}, ${report.platform}, ${report.account} account,`,
    `${report.started_at} to ${report.finished_at}.`,
    'This report holds no message, no name and no phone number.',
    '',
    '| what | | figures |',
    '|---|---|---|',
    ...rows,
    '',
    ...(reduced.length === 0 ? [] : ['## Reduced abilities', '', ...reduced, '']),
  ].join('\n');
}
