import { setInterval as interval, setTimeout as timeout } from 'node:timers';
import type { RequestHandler } from 'express';
import type { Faults } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { PageStreams } from './page-streams.ts';
import type { PracticeState } from './practice-state.ts';

/** What befalls the pages from outside: a network that is down or drops, a phone that is not seen, a thread that hangs. */
export interface Weather {
  /** Lets nothing through to WhatsApp's servers while the network is down: the connection just breaks. */
  network: RequestHandler;
  /** The device's page has opened its connection. */
  opened(device: string): void;
  stop(): void;
}

interface WeatherOptions {
  ledger: Ledger;
  state: PracticeState;
  faults: Faults;
  streams: PageStreams;
  /** Milliseconds between two drops of a flapping network. */
  flapMs: number;
  /** Milliseconds after which WhatsApp unlinks the devices of a phone that it has not seen. */
  phoneLostMs: number;
  onFailure: (error: unknown) => void;
}

export function createWeather(options: WeatherOptions): Weather {
  const { ledger, state, faults, streams, flapMs, phoneLostMs, onFailure } = options;
  let flapping: NodeJS.Timeout | undefined;
  let losing: NodeJS.Timeout | undefined;
  let isHangDue = false;

  async function unlinkAll(): Promise<void> {
    const linked = [...state.accounts()].flatMap(({ phone, devices }) =>
      [...devices].map((device) => ({ phone, device })),
    );
    await ledger.append(
      linked.map(({ phone, device }) => ({ kind: 'unlinked', account: phone, device, by: 'whatsapp' })),
    );
  }

  function hang(): void {
    const { hang_ms } = faults.current();
    const devices = [...streams.devices()];
    isHangDue = devices.length === 0;
    for (const device of devices) streams.sendTo(device, 'hang', { ms: hang_ms });
  }

  function blow(): void {
    const now = faults.current();
    clearInterval(flapping);
    if (now.network === 'flapping') flapping = interval(streams.drop, flapMs);
    if (now.network === 'down') streams.drop();
    clearTimeout(losing);
    if (now.phone_offline) losing = timeout(() => unlinkAll().catch(onFailure), phoneLostMs);
  }

  faults.onChange((now, before) => {
    if (now.hang_ms !== before.hang_ms && now.hang_ms > 0) hang();
    if (now.network !== before.network || now.phone_offline !== before.phone_offline) blow();
    streams.sendToAll('faults', now);
  });
  blow();
  isHangDue = faults.current().hang_ms > 0;

  return {
    network(request, _response, next) {
      if (faults.current().network === 'down') request.socket.destroy();
      else next();
    },
    opened(device) {
      if (!isHangDue) return;
      isHangDue = false;
      streams.sendTo(device, 'hang', { ms: faults.current().hang_ms });
    },
    stop() {
      clearInterval(flapping);
      clearTimeout(losing);
    },
  };
}
