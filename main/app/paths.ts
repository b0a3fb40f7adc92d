import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));

/** Where the app's own files lie, seen from the built `out/main/index.js`; the same in the packed app. */
export const paths = {
  renderer: join(here, '../renderer'),
  shellPreload: join(here, '../preload/shell.cjs'),
  whatsappPreload: join(here, '../preload/whatsapp.cjs'),
  pageScript: join(here, '../preload/page.js'),
  upgradeProcess: join(here, 'upgrade-process.js'),
  practiceAssets: join(here, '../../resources/practice'),
  icon: join(here, '../../resources/icons/icon.png'),
  icons: join(here, '../../resources/icons'),
  /** The npm package's bundle, unmodified, read at run time. */
  waJs: require.resolve('@wppconnect/wa-js'),
  /** The files of the API's reference page, unmodified, served as they are. */
  swaggerUi: dirname(require.resolve('swagger-ui-dist/package.json')),
};
