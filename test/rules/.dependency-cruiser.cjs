/**
 * Imports go one way:
 * contract ← domain ← {storage, whatsapp, api, webhooks, brokers, tunnel, ipc, practice, observability} ← app. Siblings never
 * import each other. `plant/` holds a violation of each rule; test/unit/rules proves that every one of them bites.
 */
const edges = ['storage', 'whatsapp', 'api', 'webhooks', 'brokers', 'tunnel', 'ipc', 'practice', 'observability'];
/** The planted tree has the same layout below its own root. */
const root = '^(test/rules/plant/)?';

module.exports = {
  forbidden: [
    {
      name: 'contract-knows-nobody',
      severity: 'error',
      comment: 'The contract crosses every border: it may use zod and itself, no node and no electron.',
      from: { path: `${root}main/contract/` },
      to: { pathNot: [`${root}main/contract/`, 'node_modules/zod/'] },
    },
    {
      name: 'domain-knows-the-contract-only',
      severity: 'error',
      comment: 'Rules use the contract and Node; who calls them and what stores them comes through ports.',
      from: { path: `${root}main/domain/` },
      to: { pathNot: [`${root}main/(contract|domain)/`, '^(node:|crypto|zlib)', 'node_modules/zod/'] },
    },
    ...edges.map((edge) => ({
      name: `${edge}-imports-no-sibling`,
      severity: 'error',
      comment: 'An edge knows the contract and the domain. Only main/app knows them all.',
      from: { path: `${root}main/${edge}/` },
      to: { path: `${root}(main|preload|renderer)/`, pathNot: `${root}main/(contract|domain|${edge})/` },
    })),
    {
      name: 'window-and-preload-import-the-contract-only',
      severity: 'error',
      comment: 'They run in other processes: what they share with the main process is the contract.',
      from: { path: `${root}(renderer|preload)/` },
      to: { path: `${root}main/`, pathNot: `${root}main/contract/` },
    },
    {
      name: 'window-imports-no-preload',
      severity: 'error',
      comment: 'The window talks through window.lexline alone.',
      from: { path: `${root}renderer/` },
      to: { path: `${root}preload/` },
    },
    {
      name: 'product-imports-no-test',
      severity: 'error',
      comment: 'What ships does not know how it is tested.',
      from: { path: `${root}(main|preload|renderer|resources)/` },
      to: { path: '^test/', pathNot: '^test/rules/plant/' },
    },
    {
      name: 'electron-at-the-edges-only',
      severity: 'error',
      comment: 'Most of the app runs and is tested without Electron.',
      from: { path: `${root}main/`, pathNot: `${root}main/(app|whatsapp)/` },
      to: { path: 'node_modules/electron/|^electron$' },
    },
    { name: 'no-circles', severity: 'error', comment: 'A circle has no bottom.', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
