import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { call } from '../../bridge.ts';
import { CHAT_KEYS } from './keys.ts';

/** The uppermost message that was seen, and how far below the top of the list it began, in CSS pixels. */
export interface Place {
  message_id: string;
  top: number;
}

type Places = Readonly<Record<string, Place | null>>;

/** How long the scrolling goes on before the place is kept, in ms. */
const PAUSE = 400;

interface ReadingPlace {
  /** Where one was when the chat was left; null: at its end. Undefined until it is known. */
  place: Place | null | undefined;
  /** Keeps it, in the main process too: over a crash of the window, and over its end. */
  keep: (place: Place | null) => void;
}

export function useReadingPlace(lawyerId: string, conversationId: string): ReadingPlace {
  const client = useQueryClient();
  const { data, isPending } = useQuery({
    queryKey: CHAT_KEYS.places(lawyerId),
    queryFn: async (): Promise<Places> => {
      const rows = await call('readingPlaces.list', { lawyer_id: lawyerId });
      return Object.fromEntries(rows.map(({ conversation_id: id, ...place }) => [id, place]));
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // Nobody draws anew because somebody scrolls.
    notifyOnChangeProps: ['isPending'],
  });
  const waiting = useRef<{ place: Place | null; timer: ReturnType<typeof setTimeout> } | null>(null);

  const save = useCallback(() => {
    if (!waiting.current) return;
    const { place, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = null;
    // What is not kept is one place in one chat: the next one will be.
    void call('readingPlaces.save', { lawyer_id: lawyerId, conversation_id: conversationId, place }).catch(() => {});
  }, [lawyerId, conversationId]);
  const keep = useCallback(
    (place: Place | null) => {
      const known = client.getQueryData<Places>(CHAT_KEYS.places(lawyerId))?.[conversationId] ?? null;
      if (known?.message_id === place?.message_id && known?.top === place?.top) return;
      client.setQueryData<Places>(CHAT_KEYS.places(lawyerId), (all) => ({ ...all, [conversationId]: place }));
      if (waiting.current) waiting.current.place = place;
      else waiting.current = { place, timer: setTimeout(save, PAUSE) };
    },
    [client, lawyerId, conversationId, save],
  );
  useEffect(() => {
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [save]);
  return { place: isPending ? undefined : (data?.[conversationId] ?? null), keep };
}
