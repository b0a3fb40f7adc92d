import { setTimeout as sleep } from 'node:timers/promises';
import type { AxiosInstance } from 'axios';
import type { PracticeWritten } from '../../main/contract/entities.ts';
import { Phone } from '../../main/contract/values.ts';
import type { Check } from './findings.ts';
import { ApiProblem } from './http.ts';
import type { Person } from './person.ts';
import { SAMPLE_DOCUMENT, SAMPLE_IMAGE } from './sample-files.ts';
import { SAMPLE_VIDEO } from './sample-video.ts';
import { SAMPLE_VOICE } from './sample-voice.ts';

const OTHER = Phone.parse('+4915112349876');
const TEXT = 'The first words of the practice client.';

/** How long a phone may take until its ticks are blue, in ms, and how often it is looked at. */
const TICKS = 15_000;
const LOOK_EVERY = 250;

/** What the simulated client does for each check; what is not here is skipped. */
const WRITES: Partial<Record<Check, object>> = {
  receive_text: { text: TEXT },
  receive_image: { kind: 'image', file: file('a.png', 'image/png', SAMPLE_IMAGE) },
  receive_video: { kind: 'video', file: file('a.mp4', 'video/mp4', SAMPLE_VIDEO) },
  receive_voice: { kind: 'voice', file: file('a.ogg', 'audio/ogg', SAMPLE_VOICE) },
  receive_document: { kind: 'document', file: file('a.pdf', 'application/pdf', SAMPLE_DOCUMENT) },
  receive_location: { kind: 'location', location: { latitude: 52.5, longitude: 13.4 } },
  receive_contacts: { kind: 'contact', contact: { name: 'Practice Contact', phone: '+4915112349870' } },
  receive_poll: { kind: 'poll', poll: { question: 'When?', options: ['Today', 'Tomorrow'] } },
  receive_view_once: { kind: 'image', file: file('b.png', 'image/png', SAMPLE_IMAGE), view_once: true },
  receive_disappearing: { text: 'Gone in a day.', disappears_after: 86_400 },
  receive_call: { kind: 'missed_call' },
};

function file(name: string, type: string, bytes: Buffer) {
  return { name, type, base64: bytes.toString('base64') };
}

/** The practice account's simulated phones, so that the walk itself can be tried without a phone. */
export function createPracticePerson(http: AxiosInstance, own: Phone): Person {
  const client = `/v1/practice/clients/${encodeURIComponent(OTHER)}`;
  let textId = '';

  async function act(check: Check): Promise<boolean> {
    const write = WRITES[check];
    if (write) {
      const { data } = await http.post<{ id: string }>(`${client}/messages`, write);
      if (check === 'receive_text') textId = data.id;
      return true;
    }
    if (check === 'receive_reply') {
      await http.post(`${client}/messages`, { text: 'A reply.', reply_to: textId });
    } else if (check === 'receive_reaction') {
      await http.post(`${client}/actions`, { action: 'react', message: textId, emoji: '👍' });
    } else if (check === 'receive_edit') {
      await http.post(`${client}/actions`, { action: 'edit', message: textId, text: `${TEXT} And more.` });
    } else if (check === 'receive_revoke') {
      await http.post(`${client}/actions`, { action: 'revoke', message: textId });
    } else return false;
    return true;
  }

  async function link(path: string): Promise<void> {
    try {
      await http.post(path);
    } catch (error) {
      // The code was replaced meanwhile; the next one is taken.
      if (!(error instanceof ApiProblem && error.status === 409)) throw error;
    }
  }

  /** Whether the ticks under the last thing that the client wrote turn blue. */
  async function ticksTurnBlue(): Promise<boolean> {
    const deadline = performance.now() + TICKS;
    for (;;) {
      const { data } = await http.get<{ data: PracticeWritten[] }>(`${client}/written`);
      if (data.data.at(-1)?.read === true) return true;
      if (performance.now() > deadline) return false;
      await sleep(LOOK_EVERY);
    }
  }

  return {
    phones: async () => ({ own, other: OTHER }),
    linksBy: async () => 'qr',
    scan: () => link('/v1/practice/scan'),
    enterCode: () => link('/v1/practice/pairing'),
    act,
    sees: async (check) => (check === 'mark_read' ? ticksTurnBlue() : null),
    agrees: async () => true,
    close: () => {},
  };
}
