import { actionModules } from './action-modules.js';
import { getterModules } from './getter-modules.js';
import { identityModules } from './identity-modules.js';
import { inertModules } from './inert-modules.js';
import { mediaModules } from './media-modules.js';
import { stateModules } from './state-modules.js';
import { storeModules } from './store-modules.js';

/** WhatsApp's modules by their names: each exports the shape by which wa-js finds it. */
export const allModules = {
  ...stateModules,
  ...identityModules,
  ...storeModules,
  ...getterModules,
  ...actionModules,
  ...mediaModules,
  ...inertModules,
};
