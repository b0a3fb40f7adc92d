import { setTimeout as timeout } from 'node:timers';
import QRCode from 'qrcode';
import type { Faults } from './faults.ts';
import type { LinkCode, LinkCodes } from './link-codes.ts';
import type { PageStreams } from './page-streams.ts';
import type { PracticeState } from './practice-state.ts';

/** What pages that are not linked show: QR codes that rotate, idle, load and go stale. */
export interface LinkScreen {
  /** The device's page has opened its connection. */
  opened(device: string): void;
  /** It has closed its last one. */
  closed(device: string): void;
  /** Somebody clicked on the idle code, or the page wants a fresh one. */
  refresh(device: string): void;
  /** Linked: nothing is shown any more. */
  linked(device: string): void;
  stop(): void;
}

interface LinkScreenOptions {
  state: PracticeState;
  codes: LinkCodes;
  faults: Faults;
  streams: () => PageStreams;
  /** After so many codes without a scan the page goes idle until it is asked for a new one. */
  codesBeforeIdle: number;
}

export function createLinkScreen(options: LinkScreenOptions): LinkScreen {
  const { state, codes, faults, streams, codesBeforeIdle } = options;
  const rotations = new Map<string, NodeJS.Timeout>();
  const codesShown = new Map<string, number>();

  function stopRotation(device: string): void {
    clearTimeout(rotations.get(device));
    rotations.delete(device);
  }

  function show(device: string, what: 'loading' | 'idle'): void {
    codes.forget(device);
    streams().sendTo(device, what, {});
  }

  function rotate(device: string): void {
    stopRotation(device);
    if (!streams().isOpen(device) || state.accountOfDevice(device)) {
      codes.forget(device);
      return;
    }
    const { qr, qr_rotation_ms } = faults.current();
    const count = (codesShown.get(device) ?? 0) + 1;
    // While the fault is on, a click brings one code, and then it is idle again.
    const isIdle = count > (qr === 'idle' ? 1 : codesBeforeIdle);
    if (qr === 'loading' || isIdle) {
      show(device, qr === 'loading' ? 'loading' : 'idle');
      return;
    }
    codesShown.set(device, count);
    streams().sendTo(device, 'code', forPage(codes.renew(device)));
    rotations.set(device, timeout(qr === 'stale' ? goStale : rotate, qr_rotation_ms, device));
  }

  /** The page is not told: it goes on showing a code that nobody can scan. */
  function goStale(device: string): void {
    stopRotation(device);
    codes.forget(device);
  }

  function begin(device: string): void {
    codesShown.delete(device);
    if (faults.current().qr === 'idle') codesShown.set(device, 1);
    rotate(device);
  }

  faults.onChange((now, before) => {
    if (now.qr === before.qr && now.qr_rotation_ms === before.qr_rotation_ms) return;
    for (const device of streams().devices()) if (!state.accountOfDevice(device)) begin(device);
  });

  return {
    opened(device) {
      if (state.accountOfDevice(device)) return;
      const code = codes.current(device);
      if (code && rotations.has(device)) streams().sendTo(device, 'code', forPage(code));
      else begin(device);
    },
    closed: stopRotation,
    refresh(device) {
      if (faults.current().qr === 'stale') return;
      codesShown.delete(device);
      rotate(device);
    },
    linked: stopRotation,
    stop() {
      for (const timer of rotations.values()) clearTimeout(timer);
      rotations.clear();
    },
  };
}

/** The code with its picture: the page draws what it is given, one character for each module. */
function forPage(code: LinkCode): LinkCode & { size: number; modules: string } {
  const { modules } = QRCode.create(code.full, { errorCorrectionLevel: 'L' });
  return { ...code, size: modules.size, modules: Array.from(modules.data, (dark) => (dark ? '1' : '0')).join('') };
}
