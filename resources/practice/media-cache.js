/** Bytes that the cache holds at most; a file that is larger is kept alone. */
const maxBytes = 48 * 1024 * 1024;

/** The files that were looked at last, by their `filehash`: it forgets the oldest ones. */
export class MediaBlobCache {
  #blobs = new Map();
  #bytes = 0;

  has(filehash) {
    return this.#blobs.has(filehash);
  }

  get(filehash) {
    return this.#blobs.get(filehash);
  }

  put(filehash, blob) {
    this.remove(filehash);
    this.#blobs.set(filehash, blob);
    this.#bytes += blob.size;
    for (const oldest of this.#blobs.keys()) {
      if (this.#bytes <= maxBytes || this.#blobs.size === 1) break;
      this.remove(oldest);
    }
  }

  remove(filehash) {
    const blob = this.#blobs.get(filehash);
    if (!blob) return;
    this.#bytes -= blob.size;
    this.#blobs.delete(filehash);
  }

  clear() {
    this.#blobs.clear();
    this.#bytes = 0;
  }

  getOrCreateURL(filehash) {
    return URL.createObjectURL(this.#blobs.get(filehash));
  }
}

export const mediaBlobCache = new MediaBlobCache();
