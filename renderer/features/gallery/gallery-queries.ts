import { type InfiniteData, type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GallerySection } from '../../../main/contract/gallery.ts';
import type { IpcOutput } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';
import { GALLERY_KEYS } from './keys.ts';

type Pages = InfiniteData<IpcOutput<'conversations.gallery'>>;

/** A part of a chat's gallery, newest first, page by page. */
export function useGallery(lawyerId: string, conversationId: string, section: GallerySection) {
  const query = useInfiniteQuery({
    queryKey: GALLERY_KEYS.section(lawyerId, conversationId, section),
    queryFn: ({ pageParam }) =>
      call('conversations.gallery', {
        ...{ lawyer_id: lawyerId, conversation_id: conversationId, section },
        ...(pageParam !== null && { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const items = useMemo(() => query.data?.pages.flatMap(({ data }) => data) ?? [], [query.data]);
  return { ...query, items };
}

/** Reads one message again, of whose changes nobody tells. */
export async function refreshItem(client: QueryClient, lawyerId: string, chat: string, id: string): Promise<void> {
  const fresh = await call('messages.get', { lawyer_id: lawyerId, id }).catch(() => null);
  if (!fresh) return;
  client.setQueriesData<Pages>(
    { queryKey: GALLERY_KEYS.chat(lawyerId, chat) },
    (known) =>
      known && {
        ...known,
        pages: known.pages.map((page) => ({ ...page, data: page.data.map((one) => (one.id === id ? fresh : one)) })),
      },
  );
}
