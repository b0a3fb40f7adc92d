import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { TemplateRow } from '../../../main/contract/template-preview.ts';
import { markedIn, type Place, typeInto } from '../../ui/type-into.ts';
import { useFillTemplate } from '../templates/template-queries.ts';
import { useTemplateChoice } from '../templates/use-template-choice.ts';
import { MAX_TEXT } from './compose-limits.ts';

interface Options {
  lawyerId: string;
  /** Whose draft it is. */
  draft: string;
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onProblem: (error: unknown) => void;
  /** While a message is changed, a template has no place in it. */
  isOff: boolean;
}

/** Where the text of a template goes: it takes the place of what stands there. */
interface Taken extends Place {
  template: TemplateRow;
}

export type ComposeTemplates = ReturnType<typeof useComposeTemplates>;

/** Templates where one writes: from the button, or from a slash that begins a message. Their text is put there, never sent. */
export function useComposeTemplates({ lawyerId, draft, field, text, onProblem, isOff }: Options) {
  /** The draft in which a slash was typed that nobody has taken back. */
  const [slashIn, setSlashIn] = useState<string | null>(null);
  const [isPicking, setPicking] = useState(false);
  const [asked, setAsked] = useState<Taken | null>(null);
  const fill = useFillTemplate(lawyerId);
  const isSlash = slashIn === draft && !isOff && isSlashed(text);

  const put = (place: Place, filled: string) => {
    if (field.current) typeInto(field.current, place, filled);
  };
  const begin = (taken: Taken) => {
    setPicking(false);
    setSlashIn(null);
    // What was open is gone: what is asked for next gives the focus back to the field.
    field.current?.focus();
    const { template } = taken;
    const needsNothing = template.variables.length === 0 && template.languages.length === 1;
    if (!needsNothing) return setAsked(taken);
    fill.mutate(
      { id: template.id, language: null, variables: {} },
      {
        // Where it has no room, the dialog says so.
        onSuccess: ({ text: filled }) => (filled.length > roomFor(taken) ? setAsked(taken) : put(taken, filled)),
        onError: onProblem,
      },
    );
  };
  const roomFor = ({ start, end }: Taken) => MAX_TEXT - ((field.current?.value.length ?? 0) - (end - start));
  const slashed = useTemplateChoice({
    lawyerId,
    typed: isSlash ? text.slice(1) : null,
    onChoose: (template) => begin({ template, start: 0, end: field.current?.value.length ?? 0 }),
  });

  return {
    /** The list under a slash; null while there is none. */
    slashed: isSlash ? slashed : null,
    isPicking: isPicking && !isOff,
    setPicking,
    /** Chosen from the button's list: it goes to the caret. */
    pick(template: TemplateRow) {
      if (field.current) begin({ template, ...markedIn(field.current) });
    },
    asked: asked && { template: asked.template, room: roomFor(asked) },
    onFilled(filled: string) {
      setAsked(null);
      if (asked) put(asked, filled);
    },
    onAskedClose: () => setAsked(null),
    /** What was typed: a slash alone in an empty field opens the list. */
    onType(value: string, isComposing: boolean) {
      if (value === '/' && text === '' && !isComposing) setSlashIn(draft);
      else if (!isSlashed(value)) setSlashIn(null);
    },
    /** True when the key was meant for the list. Escape leaves the slash as it stands. */
    onKeyDown(event: KeyboardEvent): boolean {
      if (!isSlash) return false;
      if (event.key !== 'Escape') return slashed.onKeyDown(event);
      setSlashIn(null);
      event.preventDefault();
      return true;
    },
    onLeave: () => setSlashIn(null),
  };
}

function isSlashed(text: string): boolean {
  return text.startsWith('/') && !text.includes('\n');
}
