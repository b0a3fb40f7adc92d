import { type RefObject, useEffect, useRef } from 'react';

/**
 * Leads whoever has asked for a form to be saved to the first of its fields that is wrong, which may be out of sight, and
 * nobody who types. A field is known to be wrong when that is drawn, which may be a moment later, or when it was refused.
 */
export function useFaultFocus(form: RefObject<HTMLElement | null>) {
  const seeks = useRef(false);
  const seek = () => {
    const fault = seeks.current ? form.current?.querySelector<HTMLElement>('[aria-invalid=true]') : null;
    if (!fault) return;
    seeks.current = false;
    fault.focus();
    // Whoever is in it already sees why it is wrong, too.
    fault.scrollIntoView({ block: 'nearest' });
  };
  useEffect(seek);
  return {
    /** It was asked to be saved, or that was refused. */
    lead() {
      seeks.current = true;
      seek();
    },
    /** Somebody types. */
    rest() {
      seeks.current = false;
    },
  };
}
