import { cancelEvery, every, soon } from '../own-globals.ts';
import type { DriverContext } from './driver-context.ts';
import { readReaction } from './read-reactions.ts';
import { asJid } from './value.ts';
import type { ContactModel, ReactionSender, Wpp } from './wpp.ts';

/** While a lid waits for its number, the page's mapping is looked at that often, should no event tell of it. */
const LOOK_EVERY_MS = 5000;

/** The place in the page's modules of the function that takes every new reaction; null when it is not within reach. */
export function findReactionsFunction(driver: Wpp): { module: object; name: string } | null {
  const { functions, _moduleIdMap } = driver.whatsapp;
  const original = functions?.createOrUpdateReactions;
  const id = typeof original === 'function' ? _moduleIdMap?.get(original) : undefined;
  const module = id === undefined ? null : (driver.loader.loadModule(id) as Record<string, unknown> | null);
  const name = Object.keys(module ?? {}).find((key) => module?.[key] === original);
  return module && name !== undefined ? { module, name } : null;
}

/**
 * Reports reactions. WhatsApp puts every new one through one function of its own, which takes it as a row with its time
 * in ms; wa-js' own event of it loses the time, or the whole reaction. Returns what ends it, or null when the function is
 * not within reach.
 */
export function observeReactions({ driver, report }: DriverContext): (() => void) | null {
  const place = findReactionsFunction(driver);
  if (!place) return null;
  return wrap(place.module, place.name, (raw) => {
    for (const row of Array.isArray(raw) ? raw : [raw]) {
      const reaction = readReaction(driver, row as ReactionSender);
      if (reaction) report({ kind: 'reaction', reaction });
    }
  });
}

/** Reports what is learnt about who a lid is: phone numbers and user names. Returns what ends it. */
export function observeAliases({ driver, addresses }: DriverContext): () => void {
  const { ChatStore, ContactStore, lidPnCache } = driver.whatsapp;
  for (const { id, contact } of ChatStore?.getModelsArray() ?? []) {
    addresses.phoneOf(asJid(id));
    if (contact) addresses.tellUsername(contact);
  }
  const learnt = (): void => addresses.tellLearnt();
  const named = (contact: ContactModel): void => addresses.tellUsername(contact);
  ContactStore?.on('change:phoneNumber', learnt);
  ContactStore?.on('change:username', named);
  const unwrap = lidPnCache && 'add' in lidPnCache ? wrap(lidPnCache, 'add', () => soon(learnt)) : () => {};
  const timer = every(() => {
    if (addresses.unresolved() > 0) learnt();
  }, LOOK_EVERY_MS);
  return () => {
    cancelEvery(timer);
    unwrap();
    ContactStore?.off('change:phoneNumber', learnt);
    ContactStore?.off('change:username', named);
  };
}

/** Lets `before` see the first parameter of a function of the page's, which then does what it always did. */
function wrap(holder: object, name: string, before: (parameter: unknown) => void): () => void {
  const methods = holder as Record<string, unknown>;
  const original = methods[name];
  if (typeof original !== 'function') return () => {};
  let isWatching = true;
  function wrapped(this: unknown, ...parameters: unknown[]): unknown {
    try {
      if (isWatching) before(parameters[0]);
    } catch {
      // What we make of it is no concern of the page's.
    }
    return Reflect.apply(original as (...all: unknown[]) => unknown, this, parameters);
  }
  methods[name] = wrapped;
  return () => {
    isWatching = false;
    if (methods[name] === wrapped) methods[name] = original;
  };
}
