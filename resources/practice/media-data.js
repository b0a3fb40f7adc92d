import { BaseModel, defineModel } from './models.js';
import { pageEvents } from './page-events.js';

export class MediaDataModel extends BaseModel {
  isDownloadable() {
    return this.mediaStage !== 'RESOLVED';
  }
}
defineModel(MediaDataModel, 'media-data', [
  ...['type', 'mediaStage', 'size', 'filehash', 'encFilehash', 'mimetype', 'mediaBlob', 'directPath', 'mediaKey'],
  ...['fullHeight', 'fullWidth', 'aspectRatio', 'filename', 'duration', 'isViewOnce', 'isGif', 'preview'],
  ...['renderableUrl', 'pageCount', 'waveform', 'mediaKeyTimestamp'],
]);

const typesWithMedia = new Set(['image', 'video', 'ptt', 'audio', 'document', 'sticker']);

/** What the page knows of a message's file; nothing for messages without one. */
export function mediaOf(message, type = message.type) {
  if (!typesWithMedia.has(type)) return undefined;
  if (message.attributes.mediaData) return followed(message, message.attributes.mediaData);
  const { size, filehash, encFilehash, mimetype, directPath, mediaKey, filename, duration } = message;
  const data = new MediaDataModel({
    ...{ type, size, filehash, encFilehash, mimetype, directPath, mediaKey, filename, duration },
    mediaStage: filehash === undefined ? 'PREPARING' : 'INIT',
    fullWidth: message.width,
    fullHeight: message.height,
    preview: message.body,
    isViewOnce: message.isViewOnce === true,
  });
  return followed(message, data);
}

/** The page reports a change of the inner record on the message, under the name of the path to it. */
function followed(message, data) {
  data.on('change:mediaStage', (_data, stage, before) => {
    message.report('change:mediaData.mediaStage', message, stage, before);
    pageEvents.trigger('messages', null);
  });
  return data;
}
