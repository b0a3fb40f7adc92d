import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
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

/** All texts of a language, by the way to them. */
function textsOf(value: object, way = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, part]) =>
    typeof part === 'string' ? [[way + key, part] as [string, string]] : textsOf(part, `${way}${key}.`),
  );
}

/** Each language but English goes in without its keys, which are English's: see renderer/i18n/under-keys.ts. */
function textsWithoutKeys(): Plugin {
  const folder = join(import.meta.dirname, 'renderer/i18n');
  const read = (language: string) => textsOf(JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')));
  const MARK = '\0texts-of-';
  return {
    name: 'texts-without-keys',
    enforce: 'pre',
    resolveId(source, importer) {
      const language = basename(source, '.json');
      if (importer !== join(folder, 'languages.ts') || !source.endsWith('.json') || language === 'en') return null;
      return `${MARK}${language}`;
    },
    load(id) {
      if (!id.startsWith(MARK)) return null;
      const language = id.slice(MARK.length);
      this.addWatchFile(join(folder, `${language}.json`));
      const [keys, texts] = [read('en').map(([key]) => key), new Map(read(language))];
      const missing = keys.filter((key) => !texts.has(key));
      if (missing.length > 0) throw new Error(`${language} has no text for ${missing.join(', ')}`);
      const more = [...texts].filter(([key]) => !keys.includes(key));
      return [
        `import en from ${JSON.stringify(join(folder, 'en.json'))};`,
        `import { underKeys } from ${JSON.stringify(join(folder, 'under-keys.ts'))};`,
        `const texts = ${JSON.stringify(keys.map((key) => texts.get(key)))};`,
        `export default underKeys(en, texts, ${JSON.stringify(Object.fromEntries(more))});`,
      ].join('\n');
    },
  };
}

export default defineConfig({
  root: 'renderer',
  base: './',
  // Pages without a script, copied as they are.
  publicDir: 'public',
  plugins: [textsWithoutKeys(), react()],
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
