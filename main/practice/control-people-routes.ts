import express, { Router } from 'express';
import { z } from 'zod';
import { accountOf, phone } from './control-paths.ts';
import type { Faults } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { LinkCodes } from './link-codes.ts';
import type { PageStreams } from './page-streams.ts';
import type { PairingCodes } from './pairing-codes.ts';
import type { PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';

const name = z.string().trim().min(1).max(200);
const scanBody = z.strictObject({ ref: z.string().min(1).max(2000), phone, name: name.optional() });
const pairBody = z.strictObject({ code: z.string().min(8).max(9), phone, name: name.optional() });

interface ControlPeopleOptions {
  ledger: Ledger;
  state: PracticeState;
  codes: LinkCodes;
  pairing: PairingCodes;
  faults: Faults;
  streams: PageStreams;
}

/** The lawyer's phone: it links devices by a scan or a typed code, and unlinks them. */
export function controlPeopleRoutes(options: ControlPeopleOptions): Router {
  const { ledger, state, codes, pairing, faults, streams } = options;
  const routes = Router();
  const json = express.json({ limit: '1mb' });

  /** The phone has done its part. With `passkey_required` WhatsApp then asks the page for a passkey, and that is that. */
  async function link(device: string, account: string, ownName: string | undefined): Promise<boolean> {
    if (faults.current().passkey_required) {
      streams.sendTo(device, 'passkey', {});
      return false;
    }
    codes.forget(device);
    pairing.forget(device);
    await ledger.append([{ kind: 'linked', account, device, name: ownName ?? null }]);
    return true;
  }

  routes.post('/scan', json, async (request, response) => {
    const body = parseInput(scanBody, request.body);
    const device = codes.deviceShowing(body.ref);
    if (device === undefined) throw new PracticeProblem(404, 'unknown_ref', 'No device shows this code now.');
    response.json({ account: body.phone, linked: await link(device, body.phone, body.name) });
  });

  routes.post('/pair', json, async (request, response) => {
    const body = parseInput(pairBody, request.body);
    const found = pairing.enter(body.code, body.phone);
    if (found === 'unknown') throw new PracticeProblem(404, 'unknown_code', 'No device shows this code now.');
    if (found === 'expired') throw new PracticeProblem(410, 'expired_code', 'This code is no longer valid.');
    if (found === 'other_phone') throw new PracticeProblem(409, 'other_phone', 'This code is for another phone.');
    streams.sendTo(found.device, 'phone_answered', {});
    response.json({ account: body.phone, linked: await link(found.device, body.phone, body.name) });
  });

  routes.post('/accounts/:account/logout', async (request, response) => {
    const number = accountOf(request.params);
    const account = state.account(number);
    if (!account || account.devices.size === 0) {
      throw new PracticeProblem(404, 'not_linked', 'This account has no linked device.');
    }
    const devices = [...account.devices];
    await ledger.append(devices.map((device) => ({ kind: 'unlinked', account: number, device, by: 'phone' })));
    response.json({ unlinked: devices.length });
  });

  return routes;
}
