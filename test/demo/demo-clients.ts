/** A simulated client with what they write, and what the directory answers. */
export interface DemoClient {
  name: string;
  phone: string;
  text: string;
  answer: string;
}

/** German numbers out of the practice account's range, where no number is ever called. */
export const DEMO_CLIENTS: readonly DemoClient[] = [
  {
    name: 'Maria Schneider',
    phone: '+4915112345601',
    text:
      'Good morning, my employer handed me a dismissal letter yesterday and wants my signature by Friday. ' +
      'Do I have to sign it? I have worked there for eleven years.',
    answer:
      'Good morning Ms Schneider, please sign nothing yet. The time limit for a claim is three weeks from yesterday, ' +
      'so we are well in time. Could you send us a photo of the letter? Thursday at 10:30 is free for a first meeting.',
  },
  {
    name: 'Jonas Becker',
    phone: '+4915112345602',
    text:
      'Hello, my landlord is keeping the deposit of €1,850 because of “normal wear and tear”. ' +
      'I moved out in May. Is there anything that can be done?',
    answer:
      'Hello Mr Becker, most likely yes: normal wear is not a reason to keep a deposit. Please send us the tenancy ' +
      'agreement and the handover record, and we will write to your landlord this week.',
  },
];

/** What one of them writes while the directory is down. */
export const WRITTEN_MEANWHILE =
  'I have the letter here: it is dated the 2nd, and it says nothing of the works council. Does that help?';
