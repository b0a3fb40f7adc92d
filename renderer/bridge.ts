import type { IpcAnswer, IpcCall, IpcInput, IpcOutput, IpcPush, ShellBridge } from '../main/contract/ipc.ts';
import type { FieldFault, ProblemCode } from '../main/contract/problems.ts';

declare global {
  interface Window {
    readonly lexline: ShellBridge;
  }
}

/** A call that the main process refused: a stable code, and the fields it names. */
export class BridgeError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldFault[];

  constructor(code: ProblemCode, errors: readonly FieldFault[]) {
    super(code);
    this.name = 'BridgeError';
    this.code = code;
    this.errors = errors;
  }
}

type InputOf<Call extends IpcCall> = undefined extends IpcInput<Call> ? [] : [input: IpcInput<Call>];

/** Calls the main process. Throws BridgeError when it answers with a problem, or does not answer at all. */
export async function call<Call extends IpcCall>(name: Call, ...input: InputOf<Call>): Promise<IpcOutput<Call>> {
  const answer = await answerOf(name, input[0] as IpcInput<Call>);
  if (answer.ok) return answer.value;
  throw new BridgeError(answer.code, answer.errors);
}

async function answerOf<Call extends IpcCall>(name: Call, input: IpcInput<Call>): Promise<IpcAnswer<Call>> {
  try {
    return await window.lexline.call(name, input);
  } catch {
    return { ok: false, code: 'internal_error', errors: [] };
  }
}

/** Listens to what the main process tells without being asked; the answer stops listening. */
export function onPush(listener: (push: IpcPush) => void): () => void {
  return window.lexline.onPush(listener);
}

/** Which of the two windows this is. */
export function bridgeView(): ShellBridge['view'] {
  return window.lexline.view;
}
