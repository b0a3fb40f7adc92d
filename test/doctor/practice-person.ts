import type { AxiosInstance } from 'axios';
import { Phone } from '../../main/contract/values.ts';
import { ApiProblem } from '../demo/directory-api.ts';
import type { Check } from './findings.ts';
import type { Person } from './person.ts';
import { SAMPLE_DOCUMENT, SAMPLE_IMAGE } from './sample-files.ts';

const OTHER = Phone.parse('+4915112349876');
const TEXT = 'The first words of the practice client.';

/** What the simulated client does for each check; what is not here is skipped. */
const WRITES: Partial<Record<Check, object>> = {
  receive_text: { text: TEXT },
  receive_image: { kind: 'image', file: file('a.png', 'image/png', SAMPLE_IMAGE) },
  receive_voice: { kind: 'voice', file: file('a.ogg', 'audio/ogg', Buffer.from('OggS practice')) },
  receive_document: { kind: 'document', file: file('a.pdf', 'application/pdf', SAMPLE_DOCUMENT) },
  receive_location: { kind: 'location', location: { latitude: 52.5, longitude: 13.4 } },
  receive_contacts: { kind: 'contact', contact: { name: 'Practice Contact', phone: '+4915112349870' } },
  receive_poll: { kind: 'poll', poll: { question: 'When?', options: ['Today', 'Tomorrow'] } },
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

  return {
    phones: async () => ({ own, other: OTHER }),
    async scan() {
      try {
        await http.post('/v1/practice/scan');
      } catch (error) {
        // The code was replaced meanwhile; the next one is scanned.
        if (!(error instanceof ApiProblem && error.status === 409)) throw error;
      }
    },
    act,
    agrees: async () => true,
    close: () => {},
  };
}
