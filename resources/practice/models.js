import { Emitter } from './emitter.js';

/** A record with observable properties: setting one triggers `change:<name>` with (model, value, previous). */
export class BaseModel extends Emitter {
  constructor(attributes = {}) {
    super();
    this.attributes = {};
    this.collections = new Set();
    Object.assign(this.attributes, attributes);
  }

  get(name) {
    return this.attributes[name];
  }

  set(name, value) {
    const changes = typeof name === 'string' ? { [name]: value } : name;
    for (const [key, next] of Object.entries(changes)) {
      const previous = this.attributes[key];
      if (previous === next) continue;
      this.attributes[key] = next;
      this.report(`change:${key}`, this, next, previous);
    }
    return this;
  }

  unset(name) {
    return this.set(name, undefined);
  }

  serialize() {
    return { ...this.attributes };
  }

  toJSON() {
    return this.serialize();
  }

  /** Triggers an event here and in every collection that holds the model. */
  report(event, ...parameters) {
    this.trigger(event, ...parameters);
    for (const collection of this.collections) collection.trigger(event, ...parameters);
  }
}

/** Gives a model class its proxy name and a property for each attribute. */
export function defineModel(modelClass, proxyName, properties) {
  modelClass.prototype.proxyName = proxyName;
  for (const property of properties) {
    Object.defineProperty(modelClass.prototype, property, {
      configurable: true,
      enumerable: true,
      // wa-js reads these on the bare prototype, where there are no attributes.
      get() {
        return this.attributes?.[property];
      },
      set(value) {
        this.set(property, value);
      },
    });
  }
  return modelClass;
}

/** The key under which a collection files a model, a MsgKey, a Wid or a string. */
function keyOf(item) {
  if (item === null || item === undefined) return '';
  if (typeof item === 'string') return item;
  // A MsgKey has an `id` too (the bare one): only plain records and models are filed under theirs.
  if (typeof item.isKey === 'function') return item.toString();
  return item.id === undefined ? item.toString() : item.id.toString();
}

/** An ordered set of models with an index; adding, removing and every change inside are reported. */
export class Collection extends Emitter {
  constructor(modelClass) {
    super();
    if (modelClass === undefined) throw new Error('Collection initialized without model');
    this.modelClass = modelClass;
    this._models = [];
    this._index = new Map();
  }

  get length() {
    return this._models.length;
  }

  get(item) {
    return this._index.get(keyOf(item));
  }

  add(items) {
    const list = Array.isArray(items) ? items : [items];
    return list.map((item) => this.get(item) ?? this.hold(item, true));
  }

  /** Takes an item in, with or without an `add` event. */
  hold(item, isReported) {
    const model = item instanceof this.modelClass ? item : new this.modelClass(item);
    this._models.push(model);
    this._index.set(keyOf(model), model);
    model.collections.add(this);
    if (isReported) this.trigger('add', model, this);
    return model;
  }

  remove(item) {
    const model = this.drop(item);
    if (model) this.trigger('remove', model, this);
  }

  /** Lets go of a model without a word: what is no longer kept in memory was not removed. */
  drop(item) {
    const model = this.get(item);
    if (!model) return undefined;
    this._models.splice(this._models.indexOf(model), 1);
    this._index.delete(keyOf(model));
    model.collections.delete(this);
    return model;
  }

  /** Files a model under another id, as it is done with a message that was revoked. */
  replaceId(before, after) {
    const model = this.get(before);
    if (!model) return;
    this._index.delete(keyOf(before));
    this._index.set(keyOf(after), model);
  }

  getModelsArray() {
    return this._models.slice();
  }

  toArray() {
    return this._models.slice();
  }

  async find(item) {
    return this.get(item);
  }

  findFirst(test) {
    return this._models.find(test);
  }

  map(transform) {
    return this._models.map(transform);
  }

  forEach(visit) {
    this._models.forEach(visit);
  }

  filter(test) {
    return this._models.filter(test);
  }

  some(test) {
    return this._models.some(test);
  }

  head() {
    return this._models[0];
  }

  last() {
    return this._models.at(-1);
  }
}
