/** What is needed of the browser's storage. */
type Kept = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'lexline.recent-emoji';

/** Two rows. */
const MOST = 16;

/** Those used last, the newest first. */
export function recentEmoji(kept: Kept): string[] {
  return (kept.getItem(KEY) ?? '')
    .split(' ')
    .filter((emoji) => emoji !== '')
    .slice(0, MOST);
}

export function noteRecent(kept: Kept, emoji: string): void {
  const others = recentEmoji(kept).filter((one) => one !== emoji);
  kept.setItem(KEY, [emoji, ...others].slice(0, MOST).join(' '));
}
