import type { IpcInput } from '../../../main/contract/ipc.ts';
import type { PracticeKind } from '../../../main/contract/practice-kinds.ts';
import { parsePhoneNumber } from '../../ui/phone-number.ts';

export type PracticeMessage = IpcInput<'practice.write'>['message'];
/** What stands in the form of a simulated client's message. */
export interface WriteForm {
  kind: PracticeKind;
  text: string;
  file: File | null;
  latitude: string;
  longitude: string;
  place: string;
  contactName: string;
  contactPhone: string;
  question: string;
  options: string;
  /** WhatsApp's id of the message that is answered; empty for none. */
  replyTo: string;
  forwarded: boolean;
  viewOnce: boolean;
  disappears: boolean;
}

export type WrongField =
  | 'text'
  | 'file'
  | 'latitude'
  | 'longitude'
  | 'contactName'
  | 'contactPhone'
  | 'question'
  | 'options';

/** What the practice account carries, in bytes: its limit is on the base64 of it. */
export const MAX_FILE_BYTES = 15_000_000;

const WEEK = 7 * 86_400;
const FILE_KINDS: ReadonlySet<PracticeKind> = new Set(['image', 'video', 'voice', 'audio', 'document', 'sticker']);
const CAPTION_KINDS: ReadonlySet<PracticeKind> = new Set(['image', 'video', 'document']);
const VIEW_ONCE_KINDS: ReadonlySet<PracticeKind> = new Set(['image', 'video', 'voice']);

export function hasFile(kind: PracticeKind): boolean {
  return FILE_KINDS.has(kind);
}

export function hasText(kind: PracticeKind): boolean {
  return kind === 'text' || CAPTION_KINDS.has(kind);
}

export function canBeViewedOnce(kind: PracticeKind): boolean {
  return VIEW_ONCE_KINDS.has(kind);
}

/** The message that the form says, without the bytes of its file; or the fields that are wrong. */
export function messageOf(form: WriteForm): { message: PracticeMessage } | { wrong: ReadonlySet<WrongField> } {
  const wrong = wrongFields(form);
  if (wrong.size > 0) return { wrong };
  const { kind, text, replyTo, forwarded } = form;
  return {
    message: {
      kind,
      ...(hasText(kind) && text.trim() !== '' && { text }),
      ...partsOf(form),
      ...(replyTo !== '' && { reply_to: replyTo }),
      ...(forwarded && { forwarded }),
      ...(form.viewOnce && canBeViewedOnce(kind) && { view_once: true }),
      ...(form.disappears && { disappears_after: WEEK }),
    },
  };
}

function partsOf(form: WriteForm): Partial<PracticeMessage> {
  const { kind, place, question } = form;
  const phone = parsePhoneNumber(form.contactPhone);
  switch (kind) {
    case 'location':
      return {
        location: {
          latitude: Number(form.latitude),
          longitude: Number(form.longitude),
          ...(place.trim() !== '' && { name: place }),
        },
      };
    case 'contact':
      return phone === null ? {} : { contact: { name: form.contactName, phone } };
    case 'poll':
      return { poll: { question, options: optionsOf(form) } };
    default:
      return {};
  }
}

function optionsOf({ options }: WriteForm): string[] {
  return options
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function wrongFields(form: WriteForm): Set<WrongField> {
  const { kind } = form;
  const count = optionsOf(form).length;
  const isWrong: Record<WrongField, boolean> = {
    text: kind === 'text' && form.text.trim() === '',
    file: hasFile(kind) && (form.file === null || form.file.size > MAX_FILE_BYTES),
    latitude: kind === 'location' && !isWithin(form.latitude, 90),
    longitude: kind === 'location' && !isWithin(form.longitude, 180),
    contactName: kind === 'contact' && form.contactName.trim() === '',
    contactPhone: kind === 'contact' && parsePhoneNumber(form.contactPhone) === null,
    question: kind === 'poll' && form.question.trim() === '',
    options: kind === 'poll' && (count < 2 || count > 12),
  };
  return new Set((Object.keys(isWrong) as WrongField[]).filter((field) => isWrong[field]));
}

function isWithin(text: string, limit: number): boolean {
  return text.trim() !== '' && Math.abs(Number(text)) <= limit;
}
