import express, { type Request, Router } from 'express';
import { z } from 'zod';
import type { MediaHealth } from './media-health.ts';
import { type MediaStore, MediaTooLarge } from './media-store.ts';
import { chatKeyOf } from './outgoing.ts';
import { deviceKey, deviceOf, linkedAccount } from './page-caller.ts';
import type { PracticeMessage } from './practice-chat.ts';
import type { PracticeState } from './practice-state.ts';
import { PracticeProblem, parseInput } from './request-guard.ts';

const place = {
  chat: z.string().max(60),
  id: z.string().regex(/^[0-9A-Za-z]{8,64}$/),
};
const downloadQuery = z.object({ device: deviceKey, ...place, fromMe: z.enum(['true', 'false']) });
const reuploadBody = z.strictObject({ ...place, fromMe: z.boolean() });

/** 100 MB, which is what the practice account says that it takes. */
const uploadLimit = 100 * 1024 * 1024;

/** WhatsApp's media servers: what the page uploads and downloads, in real bytes. */
export function pageMediaRoutes(state: PracticeState, media: MediaStore, health: MediaHealth): Router {
  const routes = Router();

  function find(device: string, chat: string, id: string, fromMe: boolean): [account: string, PracticeMessage] {
    const account = linkedAccount(state, device);
    const message = account.chats.get(chatKeyOf(chat))?.find(id, fromMe);
    if (!message?.entry.media || message.revoke) {
      throw new PracticeProblem(404, 'unknown_media', 'There is no such file.');
    }
    return [account.phone, message];
  }

  routes.post('/media', async (request: Request, response) => {
    linkedAccount(state, deviceOf(request.headers));
    try {
      response.json(await media.put(request, uploadLimit));
    } catch (error) {
      if (!(error instanceof MediaTooLarge)) throw error;
      throw new PracticeProblem(413, 'too_large', 'The file is too large.');
    }
  });

  routes.get('/media', (request, response) => {
    const query = parseInput(downloadQuery, request.query);
    const [account, { entry }] = find(query.device, query.chat, query.id, query.fromMe === 'true');
    const found = health.download(account, entry.seq);
    if (found === 'gone') throw new PracticeProblem(410, 'media_gone', 'WhatsApp does not have this file any more.');
    if (found === 'failed') throw new PracticeProblem(503, 'media_failed', 'The download failed.');
    response.set({ 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
    const bytes = media.stream(entry.media?.sha256 ?? '');
    bytes.on('error', () => response.destroy());
    bytes.pipe(response);
  });

  routes.post('/media/reupload', express.json({ limit: '10kb' }), (request, response) => {
    const { chat, id, fromMe } = parseInput(reuploadBody, request.body);
    const [account, { entry }] = find(deviceOf(request.headers), chat, id, fromMe);
    response.json({ done: health.reupload(account, entry.seq) });
  });

  return routes;
}
