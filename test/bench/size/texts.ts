import { seededRandom } from '../../support/seeded-random.ts';

/** Syllables that German, Portuguese and English words are made of. */
const SYLLABLES = (
  'ver trag ge richt frist mandant kla ge an walt schei dung miete kün di gung ta xa con tra to pro ces so au di ên cia ' +
  'le tter court hear ing tes ta ment zah lung über weis ung straf be scheid ein spruch re cur so ju iz do cu men to'
).split(' ');

/** What stands in messages to an office whose clients write Arabic. */
const ARABIC = (
  'المحكمة العقد الإيجار المحامي موعد القضية رسالة الدفع الشكوى جلسة وثيقة الحكم الاستئناف التوكيل الشاهد الميراث ' +
  'الغرامة الطلاق الشركة التأشيرة'
).split(' ');

const VOCABULARY = 30_000;

export interface Texts {
  /** A whole number from 0 to below that. */
  random(below: number): number;
  message(): string;
  arabicMessage(): string;
  arabicWord(): string;
  name(): string;
  /** The word of that rank: 0 is in every third message, the last ones in hardly any. */
  word(rank: number): string;
}

/** Texts as people write them: few words in most messages, most words in few (Zipf's law). The same for the same seed. */
export function createTexts(seed: number): Texts {
  const share = seededRandom(seed);
  const random = (below: number): number => Math.floor(share() * below);
  const made = new Set<string>();
  while (made.size < VOCABULARY) {
    const length = 1 + random(4);
    made.add(Array.from({ length }, () => SYLLABLES[random(SYLLABLES.length)]).join(''));
  }
  const words = [...made];
  // By the inverse of the distribution: rank r comes about as often as 1 / r.
  const pick = (): string => words[Math.floor(VOCABULARY ** share()) - 1] ?? '';
  const arabicWord = (): string => ARABIC[random(ARABIC.length)] ?? '';
  return {
    random,
    message: () => Array.from({ length: 3 + random(20) }, pick).join(' '),
    arabicMessage: () => Array.from({ length: 3 + random(12) }, arabicWord).join(' '),
    arabicWord,
    name() {
      const word = words[1000 + random(2000)] ?? '';
      return word.charAt(0).toUpperCase() + word.slice(1);
    },
    word: (rank) => words[rank] ?? '',
  };
}
