/** Longest side of a preview, in pixels. */
const previewSide = 72;

/** How long the page waits for a video's first picture, in milliseconds. */
const videoMs = 5_000;

/** Size and preview (a small JPEG in base64) of a picture; nothing of what cannot be read. */
export async function pictureFacts(blob) {
  const bitmap = await createImageBitmap(blob).catch(() => null);
  if (!bitmap) return {};
  const { width, height } = bitmap;
  const thumbnail = (await jpegUrl(bitmap, width, height, previewSide)).split(',')[1];
  bitmap.close();
  return { width, height, thumbnail };
}

async function jpegUrl(source, width, height, side) {
  const scale = Math.min(1, side / Math.max(width, height, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d').drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', 0.6);
}

/** WhatsApp's own: the duration in seconds, and a picture for each of the sizes. Rejects for what cannot be played. */
export async function videoThumbsAndDuration({ file, maxDimensions }) {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.src = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(new Error('MEDIA_ERR_SRC_NOT_SUPPORTED'));
      setTimeout(() => reject(new Error('the video took too long')), videoMs);
    });
    const { videoWidth: width, videoHeight: height } = video;
    const thumbs = await Promise.all(
      maxDimensions.map(async (side) => ({
        url: await jpegUrl(video, width, height, side),
        width: Math.min(width, side),
        height: Math.min(height, side),
        fullWidth: width,
        fullHeight: height,
      })),
    );
    return { duration: Math.round(video.duration), thumbs };
  } finally {
    URL.revokeObjectURL(video.src);
    video.removeAttribute('src');
  }
}
