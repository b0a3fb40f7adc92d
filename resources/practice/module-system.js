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

/** Loads a module by its id, as the page's own code does: a function which wa-js has wrapped is found wrapped. */
export function requireModule(id) {
  return load(id);
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
 * Defines modules (id → factory) a few at a time, as the real page does while its bundles arrive.
 * Resolves once all are there.
 */
export async function registerLittleByLittle(modules, { batch = 12, pauseMs = 40 } = {}) {
  const all = Object.entries(modules);
  for (let start = 0; start < all.length; start += batch) {
    for (const [id, factory] of all.slice(start, start + batch)) define(id, factory);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
