import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '../../../main/contract/entities.ts';
import { call } from '../../bridge.ts';
import { useToast } from '../../ui/toast.tsx';
import { CLIENT_KEYS } from './keys.ts';

/** Notes are saved when nothing was typed for so long, in ms. */
const PAUSE = 700;

export type NotesState = 'unchanged' | 'typing' | 'saving' | 'saved' | 'failed' | 'conflict';

const textOf = (notes: string | null): string => notes ?? '';
const notesOf = (text: string): string | null => (text.trim() === '' ? null : text);

/**
 * Notes that save themselves: a moment after the last key, when the field is left, and when the client is. What is found to
 * be unsaved after that is said, with the way to save it after all.
 */
export function useNotes(lawyerId: string, client: Client) {
  const { t } = useTranslation();
  const toast = useToast();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(textOf(client.notes));
  const [state, setState] = useState<NotesState>('unchanged');
  const [error, setError] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<string | null>(null);
  /** What is stored, as far as it is known here, and what is typed. */
  const stored = useRef(client.notes);
  const latest = useRef(typed);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saving = useRef(false);
  const stuck = useRef(false);
  /** Nobody sees the field any more. */
  const left = useRef(false);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    const notes = notesOf(latest.current);
    if (saving.current || stuck.current || notes === stored.current) return;
    saving.current = true;
    setState('saving');
    try {
      const answer = await call('clients.note', { lawyer_id: lawyerId, id: client.id, notes, before: stored.current });
      stored.current = answer.client.notes;
      stuck.current = !answer.is_kept;
      setTheirs(answer.is_kept ? null : answer.client.notes);
      setError(null);
      const isBehind = notesOf(latest.current) !== notes;
      setState(answer.is_kept ? (isBehind ? 'typing' : 'saved') : 'conflict');
      if (!answer.is_kept && left.current) tell('clients.left_conflict', 'clients.keep_mine');
      await queries.invalidateQueries({ queryKey: [...CLIENT_KEYS.clients(lawyerId), client.id] });
    } catch (failure) {
      setError(failure);
      setState('failed');
      if (left.current) tell('clients.left_unsaved', 'app.retry');
      return;
    } finally {
      saving.current = false;
    }
    // What was typed while it was under way.
    if (notesOf(latest.current) !== notes) await save();

    function tell(text: 'clients.left_conflict' | 'clients.left_unsaved', label: 'clients.keep_mine' | 'app.retry') {
      const run = () => {
        stuck.current = false;
        void save();
      };
      toast({ text: t(text), undo: { label: t(label), run } });
    }
  }, [lawyerId, client.id, queries, t, toast]);

  const type = (text: string) => {
    latest.current = text;
    setTyped(text);
    if (stuck.current) return;
    setState('typing');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), PAUSE);
  };

  /** Of two that were written at once, one stays. */
  const settle = (whose: 'mine' | 'theirs') => {
    stuck.current = false;
    setTheirs(null);
    if (whose === 'mine') return void save();
    latest.current = textOf(stored.current);
    setTyped(latest.current);
    setState('unchanged');
  };

  // What somebody else has written is shown, unless something else is being written here.
  useEffect(() => {
    if (saving.current || stuck.current || notesOf(latest.current) !== stored.current) return;
    if (client.notes === stored.current) return;
    stored.current = client.notes;
    latest.current = textOf(client.notes);
    setTyped(latest.current);
    setState('unchanged');
  }, [client.notes]);

  const saveNow = useRef(save);
  saveNow.current = save;
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      void saveNow.current();
    };
  }, []);

  return { typed, type, save, state, error, theirs, settle };
}
