import { base64OfBytes, base64OfHex } from './bytes.js';
import { mediaBlobCache } from './media-cache.js';
import { MediaDataModel } from './media-data.js';
import { pictureFacts, videoThumbsAndDuration } from './media-facts.js';
import { callModule } from './module-system.js';
import { deliver, itemOf } from './sending.js';
import { takeMessage } from './stores.js';
import { pauseAfter, postBytes, Refused } from './transport.js';

// How a file becomes a message: it is looked at, put into the chat, uploaded, and sent.

/** What a file is sent as: what was asked for, or what its declared type says. */
function typeOf(blobType, options) {
  if (options.asDocument) return 'document';
  if (options.asSticker) return 'sticker';
  if (blobType.startsWith('image/')) return 'image';
  if (blobType.startsWith('video/')) return 'video';
  if (blobType.startsWith('audio/')) return options.isPtt ? 'ptt' : 'audio';
  return 'document';
}

export class MediaPrep {
  #blob;
  #prepared;

  constructor(data, options) {
    this.#blob = data.forceToBlob();
    const { type, size } = this.#blob;
    this.mediaData = new MediaDataModel({
      type: typeOf(type, options),
      mediaStage: 'PREPARING',
      mimetype: type,
      size,
      mediaBlob: data,
      isGif: options.asGif === true,
    });
    this.#prepared = this.#prepare(options.precomputedFields);
  }

  async #prepare(precomputed) {
    const { mediaData } = this;
    const facts = await factsOf(mediaData.type, this.#blob, precomputed);
    mediaData.set({ ...facts, mediaStage: 'INIT' });
    return mediaData;
  }

  waitForPrep() {
    return this.#prepared;
  }

  /** Puts the message into the chat and sends it. Resolves with the result once the server has answered. */
  async sendToChat({ chat, options }) {
    await this.#prepared;
    // wa-js begins to listen for the message only after it has called this.
    await new Promise((resolve) => setTimeout(resolve));
    const { mediaData } = this;
    const { productMsgOptions = {}, caption } = options;
    const name = productMsgOptions.filename ?? this.#blob.name;
    const isDocument = mediaData.type === 'document';
    const message = takeMessage(chat, {
      ...productMsgOptions,
      type: mediaData.type,
      caption: caption ?? (isDocument ? name : undefined),
      isCaptionByUser: Boolean(caption),
      body: mediaData.preview,
      mimetype: mediaData.mimetype,
      filename: isDocument ? name : undefined,
      size: mediaData.size,
      width: mediaData.fullWidth,
      height: mediaData.fullHeight,
      duration: mediaData.duration,
      waveform: mediaData.waveform,
      isViewOnce: options.isViewOnce === true,
      ack: 0,
      mediaData,
    });
    const uploaded = await upload(mediaData, this.#blob, isDocument ? name : null);
    if (!uploaded) {
      message.updateAck(-1);
      return { messageSendResult: 'ERROR_UPLOAD' };
    }
    message.set({ filehash: mediaData.filehash, directPath: mediaData.directPath, mediaKey: mediaData.mediaKey });
    return deliver(message, itemOf(message, uploaded));
  }
}

export function prepRawMedia(data, options = {}) {
  return new MediaPrep(data, options);
}

async function factsOf(type, blob, precomputed) {
  if (type === 'image' || type === 'sticker') {
    const { width, height, thumbnail } = await pictureFacts(blob);
    return { fullWidth: width, fullHeight: height, preview: type === 'image' ? thumbnail : undefined };
  }
  if (type === 'video') {
    const request = { file: blob, maxDimensions: [100] };
    const found = await callModule(
      'WAWebMediaVideoThumbs',
      'generateVideoThumbsAndDuration',
      videoThumbsAndDuration,
      request,
    ).catch(() => null);
    const thumb = found?.thumbs[0];
    const preview = thumb?.url.split(',')[1];
    return { fullWidth: thumb?.fullWidth, fullHeight: thumb?.fullHeight, duration: found?.duration, preview };
  }
  return { duration: precomputed?.duration, waveform: precomputed?.waveform };
}

/** Uploads the bytes, and tries until the server has them or refuses them. Answers with what the message says of them. */
async function upload(mediaData, blob, filename) {
  mediaData.set('mediaStage', 'UPLOADING');
  const stored = await postUntilTaken(blob);
  if (!stored) {
    mediaData.set('mediaStage', 'ERROR_UPLOAD');
    return null;
  }
  const { sha256, size } = stored;
  const filehash = base64OfHex(sha256);
  mediaBlobCache.put(filehash, blob);
  const directPath = `/v/t62.7118-24/${sha256.slice(0, 24)}`;
  // The cache has the bytes from now on, and forgets them in time.
  mediaData.set({ filehash, directPath, mediaKey: filehash, mediaBlob: undefined, mediaStage: 'RESOLVED' });
  const { mimetype, fullWidth, fullHeight, duration, waveform, preview } = mediaData;
  return {
    ...{ sha256, size, mimetype, filename },
    ...(fullWidth ? { width: Math.round(fullWidth), height: Math.round(fullHeight) } : {}),
    ...(duration === undefined ? {} : { duration }),
    ...(waveform ? { waveform: base64OfBytes(waveform) } : {}),
    ...(preview && preview.length <= 16_384 ? { thumbnail: preview } : {}),
  };
}

async function postUntilTaken(blob) {
  for (let failures = 0; ; failures += 1) {
    try {
      return await postBytes('media', blob);
    } catch (error) {
      if (error instanceof Refused) return null;
      await pauseAfter(failures);
    }
  }
}
