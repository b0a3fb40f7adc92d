import type { StartedApp } from './running-app.ts';

/** The sum of a counter of ours over all that it is counted for, as Prometheus would read it; 0 while there is none. */
export async function metricOf(app: StartedApp, name: string): Promise<number> {
  const headers = { authorization: `Bearer ${app.ready.adminKey}` };
  const answer = await fetch(new URL('/v1/metrics', app.ready.api), { headers });
  if (!answer.ok) throw new Error(`the metrics answered ${answer.status}`);
  const lines = (await answer.text()).split('\n').filter((line) => !line.startsWith('#') && line.includes(name));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
