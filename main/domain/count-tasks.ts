import type { HistoryProgress } from '../contract/entities.ts';

type Counts = Pick<HistoryProgress, 'chats_total' | 'chats_done' | 'chats_left'>;

/**
 * How far the reading of an account is: each chat has two halves, what is newer and what is older, and `share` is the
 * part of them that is done, from 0 to 1. Nothing is ever done of `refused` chats, which the page lists as nobody can read.
 */
export function countTasks(
  tasks: readonly { newer: boolean; older: boolean }[],
  refused: number,
): Counts & { share: number } {
  const total = tasks.length + refused;
  const left = tasks.filter((task) => task.newer || task.older).length + refused;
  const halves = tasks.reduce((sum, task) => sum + Number(!task.newer) + Number(!task.older), 0);
  return {
    chats_total: total,
    chats_done: total - left,
    chats_left: left,
    share: total === 0 ? 1 : halves / (2 * total),
  };
}
