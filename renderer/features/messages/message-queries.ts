import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useToast } from '../../ui/toast.tsx';
import { MESSAGE_KEYS } from './keys.ts';

/** Queues a reaction; an empty emoji takes ours back. It shows when WhatsApp shows it. */
export function useReact(lawyerId: string) {
  return useMutation({
    mutationFn: ({ id, emoji }: { id: string; emoji: string }) =>
      call('messages.react', { lawyer_id: lawyerId, id, emoji }),
  });
}

export function useRevoke(lawyerId: string) {
  return useMutation({ mutationFn: (id: string) => call('messages.revoke', { lawyer_id: lawyerId, id }) });
}

/** Takes back a message that is still queued. It can be undone. */
export function useCancelMessage(lawyerId: string) {
  const tellCancelled = useTellCancelled(lawyerId);
  return useMutation({
    mutationFn: (id: string) => call('messages.cancel', { lawyer_id: lawyerId, id }),
    onSuccess: (_, id) => tellCancelled(id),
  });
}

/** Says that a message will not be sent, with a way to have it sent after all. */
export function useTellCancelled(lawyerId: string): (id: string) => void {
  const { t } = useTranslation();
  const toast = useToast();
  const { mutateAsync: retry } = useRetry(lawyerId);
  return (id) => {
    const run = () =>
      retry({ id, confirm: false }).catch((error) =>
        toast({ text: t('message.failed', { reason: problemText(t, error) }) }),
      );
    toast({ text: t('message.taken_back'), undo: { label: t('common.undo'), run } });
  };
}

/** Queues again what was not sent. */
export function useRetry(lawyerId: string) {
  return useMutation({
    mutationFn: ({ id, confirm }: { id: string; confirm: boolean }) =>
      call('messages.retry', { lawyer_id: lawyerId, id, confirm }),
  });
}

/** What has happened to a message and when. */
export function useTimes(lawyerId: string, id: string) {
  return useQuery({
    queryKey: MESSAGE_KEYS.times(lawyerId, id),
    queryFn: () => call('messages.times', { lawyer_id: lawyerId, id }),
    staleTime: 0,
  });
}

/** The texts that a message had before, the first one first. */
export function useVersions(lawyerId: string, id: string) {
  return useQuery({
    queryKey: MESSAGE_KEYS.versions(lawyerId, id),
    queryFn: () => call('messages.versions', { lawyer_id: lawyerId, id }),
    staleTime: 0,
  });
}
