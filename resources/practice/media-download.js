import { mediaBlobCache } from './media-cache.js';
import { getBlob, postJson, Refused } from './transport.js';

/** How long a download waits for the sender's phone to upload the file once more, in milliseconds. */
const reuploadMs = 1_500;

/**
 * Fetches a message's file into the cache. As on the real page it does not reject when that fails: `mediaStage` says
 * what became of it. What WhatsApp has dropped is asked for again; until it comes, the stage is REUPLOADING.
 */
export async function downloadMedia(message) {
  const data = message.mediaData;
  if (!data || data.mediaStage === 'FETCHING' || !message.directPath) return;
  if (mediaBlobCache.has(data.filehash)) {
    data.set('mediaStage', 'RESOLVED');
    return;
  }
  data.set('mediaStage', 'FETCHING');
  try {
    await fetchInto(message, data);
  } catch (error) {
    if (!(error instanceof Refused && error.status === 410)) {
      data.set('mediaStage', error instanceof Refused ? 'ERROR_MISSING' : 'ERROR_NEED_UPDATE');
      return;
    }
    data.set('mediaStage', 'REUPLOADING');
    if (await askAgain(message)) await fetchInto(message, data).catch(() => data.set('mediaStage', 'ERROR_MISSING'));
  }
}

async function fetchInto(message, data) {
  const blob = await getBlob('media', { ...placeOf(message), fromMe: String(message.id.fromMe) });
  mediaBlobCache.put(data.filehash, new Blob([blob], { type: data.mimetype }));
  data.set('mediaStage', 'RESOLVED');
}

/** True once the sender's phone has uploaded the file again, within a moment; it may also do so much later. */
async function askAgain(message) {
  const asked = postJson('media/reupload', { ...placeOf(message), fromMe: message.id.fromMe }).catch(() => ({
    done: false,
  }));
  const late = new Promise((resolve) => setTimeout(resolve, reuploadMs, { done: false }));
  return (await Promise.race([asked, late])).done;
}

function placeOf(message) {
  const { id } = message;
  return { chat: id.remote.toString(), id: id.id };
}
