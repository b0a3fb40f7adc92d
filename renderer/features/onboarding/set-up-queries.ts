import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FirstRunStep, SetUpState } from '../../../main/contract/set-up.ts';
import { call } from '../../bridge.ts';
import { SET_UP_KEYS } from './keys.ts';
import { SET_UP_STEPS, type SetUpStep } from './set-up-path.ts';

/** What of the set-up is done; null: before there is a lawyer. */
export function useSetUp(lawyerId: string | null) {
  return useQuery({
    queryKey: SET_UP_KEYS.of(lawyerId),
    queryFn: () => call('setUp.state', { lawyer_id: lawyerId }),
    // That the directory has used its key is not told.
    staleTime: 0,
  });
}

/** Goes to a step of the first run at once; it is kept in the main process. */
export function useGoTo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: FirstRunStep) => call('setUp.goTo', { step }),
    onMutate: (step) =>
      client.setQueryData<SetUpState>(SET_UP_KEYS.of(null), (state) => (state ? { ...state, step } : state)),
  });
}

export function useDismissSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('setUp.dismiss'),
    onSuccess: () => client.invalidateQueries({ queryKey: SET_UP_KEYS.all }),
  });
}

export function usePractise() {
  return useMutation({ mutationFn: () => call('setUp.practise') });
}

/** The first step that is not done. */
export function nextStep({ items }: SetUpState): SetUpStep {
  const left = items.filter(({ is_done }) => !is_done).map(({ item }) => item);
  return SET_UP_STEPS.find((step) => left.some((item) => item === step)) ?? 'finish';
}
