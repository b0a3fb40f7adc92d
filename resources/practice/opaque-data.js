/** Bytes that the page holds, as WhatsApp wraps them. */
export class OpaqueData {
  released = false;
  #blob;

  constructor(blob) {
    this.#blob = blob;
  }

  static async createFromData(data, type) {
    return new OpaqueData(data instanceof Blob ? data : new Blob([data], { type }));
  }

  static async createFromBase64Jpeg(base64) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new OpaqueData(new Blob([bytes], { type: 'image/jpeg' }));
  }

  throwIfReleased() {
    if (this.released) throw new Error('OpaqueData was released');
  }

  retain() {}

  autorelease() {}

  forceToBlob() {
    this.throwIfReleased();
    return this.#blob;
  }

  type() {
    return this.#blob.type;
  }

  size() {
    return this.#blob.size;
  }

  url() {
    return URL.createObjectURL(this.#blob);
  }
}
