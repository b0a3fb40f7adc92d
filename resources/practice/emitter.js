/** The page's event emitter: `on`, `once`, `off`, `trigger`. */
export class Emitter {
  on(name, callback) {
    if (typeof callback !== 'function') throw new TypeError('Callback parameter passed is not a function');
    this.#listenersOf(name).push(callback);
    return this;
  }

  once(name, callback) {
    const wrapped = (...parameters) => {
      this.off(name, wrapped);
      callback(...parameters);
    };
    return this.on(name, wrapped);
  }

  off(name, callback) {
    const rest = this.#listenersOf(name).filter((listener) => callback !== undefined && listener !== callback);
    this.#listeners.set(name, rest);
    return this;
  }

  trigger(name, ...parameters) {
    // A listener may take itself away while being called; one that throws must not stop the others.
    for (const listener of [...this.#listenersOf(name)]) {
      try {
        listener(...parameters);
      } catch (error) {
        console.error(error);
      }
    }
    return this;
  }

  #listeners = new Map();

  #listenersOf(name) {
    let listeners = this.#listeners.get(name);
    if (!listeners) {
      listeners = [];
      this.#listeners.set(name, listeners);
    }
    return listeners;
  }
}
