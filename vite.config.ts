import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import pkg from './package.json' with { type: 'json' };

/** What stays a `require`/`import` at run time: Electron, Node's own modules and the packages shipped beside the app. */
const external = [
  'electron',
  ...builtinModules.flatMap((name) => [name, `node:${name}`]),
  ...Object.keys(pkg.dependencies).flatMap((name) => [name, new RegExp(`^${name}/`)]),
];

/** Whose code went in: their licences want to be told wherever it goes. */
const LICENSES = { fileName: 'licenses.md' };

/** A preload or page script must be one self-contained file: a sandboxed preload cannot `require` a second one. */
function singleFile(name: string, entry: string, format: 'cjs' | 'iife') {
  return {
    consumer: 'server' as const,
    resolve: { noExternal: true as const },
    build: {
      outDir: '../out/preload',
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      target: 'chrome148',
      rolldownOptions: {
        input: { [name]: entry },
        external: ['electron'],
        output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js', codeSplitting: false },
      },
    },
  };
}

export default defineConfig({
  root: 'renderer',
  base: './',
  // Pages without a script, copied as they are.
  publicDir: 'public',
  plugins: [react()],
  define: { __ELECTRON_VERSION__: JSON.stringify(pkg.devDependencies.electron) },
  environments: {
    client: {
      build: {
        outDir: '../out/renderer',
        emptyOutDir: true,
        target: 'chrome148',
        license: LICENSES,
        // Each file is asked of the main process while it starts: what the window begins with is one.
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
      },
    },
    main: {
      consumer: 'server',
      // What is not shipped beside the app goes in: read from hundreds of files, it made for half of the start.
      resolve: { noExternal: true },
      build: {
        outDir: '../out/main',
        license: LICENSES,
        emptyOutDir: true,
        copyPublicDir: false,
        minify: false,
        sourcemap: true,
        target: 'node24',
        rolldownOptions: {
          // All but the first are threads' and processes'.
          input: {
            index: '../main/index.ts',
            'log-thread': '../main/storage/log-thread.ts',
            'upgrade-process': '../main/storage/upgrade-process.ts',
            'posting-thread': '../main/webhooks/posting-thread.ts',
          },
          external,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      },
    },
    shell: singleFile('shell', '../preload/shell.ts', 'cjs'),
    whatsapp: singleFile('whatsapp', '../preload/whatsapp.ts', 'cjs'),
    page: singleFile('page', '../preload/page/index.ts', 'iife'),
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
});
