import { useMutation } from '@tanstack/react-query';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { call } from '../../bridge.ts';

export function usePracticeScan(lawyerId: string) {
  return useMutation({ mutationFn: () => call('practice.scan', { lawyer_id: lawyerId }) });
}

export function usePracticeWrite() {
  return useMutation({ mutationFn: (message: IpcInput<'practice.write'>) => call('practice.write', message) });
}
