import { z } from 'zod';
import { Tunnel, TunnelChange } from '../tunnel.ts';
import type { IpcEntries } from './entry.ts';

/** The way in from outside, which is the whole app's. */
export const TUNNEL_CALLS = {
  'tunnel.get': { input: z.undefined(), output: Tunnel, audit: null, access: 'lawyer' },
  /** Secrets go in and never come out. */
  'tunnel.change': { input: TunnelChange, output: Tunnel, audit: 'outside', changes: 'tunnel', access: 'owner' },
  'tunnel.start': { input: z.undefined(), output: Tunnel, audit: 'outside', changes: 'tunnel', access: 'owner' },
  'tunnel.stop': { input: z.undefined(), output: Tunnel, audit: 'outside', changes: 'tunnel', access: 'owner' },
} as const satisfies IpcEntries;
