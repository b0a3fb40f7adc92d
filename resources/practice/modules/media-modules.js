import { videoThumbsAndDuration } from '../media-facts.js';
import { MediaPrep, prepRawMedia } from '../media-prep.js';
import { OpaqueData } from '../opaque-data.js';

const MB = 1024 * 1024;
const limits = { image: 16 * MB, video: 16 * MB, audio: 16 * MB, document: 100 * MB, sticker: MB };

async function calculateFilehashFromBlob(blob) {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

/** How files are looked at and sent. */
export const mediaModules = {
  WAWebMediaOpaqueData: () => ({ default: OpaqueData }),
  WAWebMediaPrep: () => ({
    MediaPrep,
    prepRawMedia,
    uploadProductImage: async () => {
      throw new Error('The practice account has no products.');
    },
  }),
  WAWebMediaGatingUtils: () => ({ getUploadLimit: (type) => limits[type] ?? 100 * MB }),
  WAWebMediaVideoThumbs: () => ({ generateVideoThumbsAndDuration: videoThumbsAndDuration }),
  WAWebMediaProcessSticker: () => ({ processRawSticker: async (data) => ({ mediaBlob: data }) }),
  WAWebMediaUpload: () => ({ uploadMedia: async (upload) => upload }),
  WAWebMediaFilehash: () => ({ calculateFilehashFromBlob }),
  WAWebIsAnimatedWebp: () => ({ isAnimatedWebp: () => false }),
};
