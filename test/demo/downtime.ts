import type { RunningDirectory } from '../directory/start-directory.ts';
import { WRITTEN_MEANWHILE } from './demo-clients.ts';
import { createDirectoryProbe } from './directory-probe.ts';
import { type LoopOptions, writeAsClient } from './loop.ts';
import { now } from './now.ts';
import { waitUntil } from './wait-until.ts';

const DEADLINE = 30_000;

interface DowntimeOptions extends Omit<LoopOptions, 'directory'> {
  directory: RunningDirectory;
  /** Starts it again, on the same file and port. */
  restart(port: number): Promise<RunningDirectory>;
}

/**
 * The directory is down while a client writes, and has the message when it is there again. Throws StepFailed. Answers with
 * the new one.
 */
export async function goThroughDowntime({ directory, restart, ...loop }: DowntimeOptions): Promise<RunningDirectory> {
  const { client, step, report } = loop;
  report.heading('The directory is down', client.name);
  const stopping = now();
  await step('The directory stops', DEADLINE, () => directory.stop());
  report.fact('directory app stopped', now() - stopping);
  const { id } = await writeAsClient(loop, WRITTEN_MEANWHILE);

  const starting = now();
  const again = await step('The directory starts again', DEADLINE, () => restart(directory.port));
  const startedAt = now();
  report.fact('directory app started again', startedAt - starting, again.pageUrl);
  const probe = createDirectoryProbe(again);
  const read = await step('The directory catches up', DEADLINE, (signal) =>
    waitUntil(() => probe.log('message.received', id), signal),
  );
  report.fact('caught up from its cursor in the event log', read.at - startedAt, read.id);
  return again;
}
