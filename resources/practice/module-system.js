import { faults } from './faults.js';

// The page's module system, as Meta's bundler leaves it in the window: `__d` defines, `require` and its kin load.
// wa-js looks through `require('__debug').modulesMap` and finds modules by the shape of what they export.

const modulesMap = Object.create(null);

function define(id, factory) {
  modulesMap[id] = { id, factory, exports: undefined, loaded: false };
}

function load(id) {
  const entry = modulesMap[id];
  if (!entry) throw new Error(`Requiring unknown module "${id}"`);
  if (!entry.loaded) {
    entry.loaded = true;
    entry.exports = entry.factory();
  }
  return entry.exports;
}

/**
 * Calls a module's function, as the page's own code does: one that wa-js has wrapped is called wrapped. A module that
 * an update has taken away from its place leaves the page working, by `own`.
 */
export function callModule(id, name, own, ...parameters) {
  const wrapped = modulesMap[id] && load(id)[name];
  return (wrapped ?? own)(...parameters);
}

/** Puts the module system into the window. */
export function installModuleSystem(version) {
  define('__debug', () => ({ modulesMap, componentMap: new Map() }));
  Object.assign(window, {
    __d: define,
    require: load,
    importNamespace: load,
    importDefault: (id) => load(id).default ?? load(id),
    ErrorGuard: { skipGuardGlobal() {} },
    Debug: { VERSION: version },
  });
}

/**
 * Defines modules (id → factory) a few at a time, as the real page does while its bundles arrive; those which an update
 * has taken away are left out. Resolves once all are there.
 */
export async function registerLittleByLittle(modules, batch = 12) {
  const missing = new Set(faults.now.missing_modules ?? []);
  const all = Object.entries(modules).filter(([id]) => !missing.has(id));
  for (let start = 0; start < all.length; start += batch) {
    for (const [id, factory] of all.slice(start, start + batch)) define(id, factory);
    await new Promise((resolve) => setTimeout(resolve, faults.now.module_pause_ms ?? 40));
  }
}
