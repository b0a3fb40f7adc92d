import express, { Router } from 'express';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import { isOnWhatsApp, jidOfPerson, personOfJid, phoneDigits } from './jid.ts';
import type { Ledger } from './ledger.ts';
import type { LidKnowledge } from './lid-knowledge.ts';
import type { LinkScreen } from './link-screen.ts';
import { deviceOf, linkedAccount } from './page-caller.ts';
import type { PairingCodes } from './pairing-codes.ts';
import type { PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';

const existsBody = z.strictObject({ user: z.string().max(60) });
const pairingBody = z.strictObject({ phone: z.string().max(40) });

interface PageLinkOptions {
  ledger: Ledger;
  state: PracticeState;
  faults: Faults;
  lids: LidKnowledge;
  screen: LinkScreen;
  pairing: PairingCodes;
}

/** Linking, unlinking, and who is on WhatsApp. */
export function pageLinkRoutes({ ledger, state, faults, lids, screen, pairing }: PageLinkOptions): Router {
  const routes = Router();
  const json = express.json({ limit: '10kb' });

  routes.post('/exists', json, (request, response) => {
    const account = linkedAccount(state, deviceOf(request.headers));
    const { user } = parseInput(existsBody, request.body);
    const phone = user.includes('@') ? personOfJid(user) : phoneDigits(user);
    if (phone === null || !isOnWhatsApp(phone)) return void response.json({ found: null });
    const isLidWorld = faults.current().lids !== 'off';
    if (isLidWorld) lids.learn(account.phone, phone);
    response.json({ found: { phone, lid: isLidWorld ? jidOfPerson(phone, 'lid') : null } });
  });

  routes.post('/logout', async (request, response) => {
    const device = deviceOf(request.headers);
    const account = linkedAccount(state, device);
    await ledger.append([{ kind: 'unlinked', account: account.phone, device, by: 'device' }]);
    response.json({});
  });

  routes.post('/code', (request, response) => {
    screen.refresh(deviceOf(request.headers));
    response.json({});
  });

  routes.post('/pairing-code', json, (request, response) => {
    const device = deviceOf(request.headers);
    const { phone } = parseInput(pairingBody, request.body);
    const digits = phoneDigits(phone);
    if (digits === null || !isOnWhatsApp(digits)) {
      throw new PracticeProblem(400, 'invalid_phone', 'This number is not on WhatsApp.');
    }
    if (state.accountOfDevice(device)) throw new PracticeProblem(409, 'already_linked', 'This device is linked.');
    const { code, expiresAt } = pairing.make(device, digits);
    response.json({ code, expiresAt });
  });

  return routes;
}
