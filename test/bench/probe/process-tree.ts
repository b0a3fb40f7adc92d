import { readFileSync } from 'node:fs';
import { type ProcessEntry, processes } from '../../support/running-app.ts';

/** Memory of a tree of processes, in MB (10^6 bytes), whole and by what Chromium calls each process. */
export interface TreeMemory {
  total: number;
  byType: Record<string, number>;
}

/**
 * The proportional set size of a process and of all that descend from it: a page of memory that n processes share
 * counts for each of them as one n-th, so that the sum is what the machine really gives. Linux only.
 */
export function memoryOfTree(root: number): TreeMemory {
  const byType: Record<string, number> = {};
  for (const entry of treeOf(root)) {
    const type = /--type=(\S+)/.exec(entry.command)?.[1] ?? 'main';
    byType[type] = (byType[type] ?? 0) + pssOf(entry.pid);
  }
  return { total: Object.values(byType).reduce((sum, one) => sum + one, 0), byType };
}

function treeOf(root: number): ProcessEntry[] {
  const all = processes();
  const found = all.filter(({ pid }) => pid === root);
  for (const parent of found) found.push(...all.filter((entry) => entry.parent === parent.pid));
  return found;
}

function pssOf(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return (Number(kilobytes ?? 0) * 1024) / 1e6;
  } catch {
    // It ended while we looked.
    return 0;
  }
}
