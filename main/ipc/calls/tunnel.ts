import type { CallDependencies, CallHandlers } from '../call-dependencies.ts';

/** The way in from outside. */
export function tunnelCalls({
  tunnel,
}: CallDependencies): Pick<CallHandlers, 'tunnel.get' | 'tunnel.start' | 'tunnel.stop'> {
  return {
    'tunnel.get': () => tunnel.get(),
    'tunnel.start': () => tunnel.start(),
    'tunnel.stop': () => tunnel.stop(),
  };
}
