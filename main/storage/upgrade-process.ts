import { type DatabaseToUpgrade, upgrade } from './upgrade.ts';

/** The entry of the process that brings one database to the newest schema. It is ended by the app, which can do so at any moment. */
process.parentPort.once('message', ({ data }) =>
  upgrade(data as DatabaseToUpgrade, (news) => process.parentPort.postMessage(news)),
);
