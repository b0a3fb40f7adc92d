import type { Reaction } from '../../../main/contract/entities.ts';

/** Those who reacted with one emoji. */
export interface ReactionGroup {
  emoji: string;
  count: number;
  /** The lawyer is among them. */
  isOurs: boolean;
  names: string[];
}

/** Reactions by emoji, the most frequent first, and among equals the earliest. */
export function groupReactions(reactions: readonly Reaction[], nobody: string): ReactionGroup[] {
  const groups = new Map<string, ReactionGroup>();
  for (const { emoji, from, sender_name: name } of reactions) {
    const group = groups.get(emoji) ?? { emoji, count: 0, isOurs: false, names: [] };
    group.count += 1;
    if (from === 'lawyer') group.isOurs = true;
    else group.names.push(name ?? nobody);
    groups.set(emoji, group);
  }
  return [...groups.values()].sort((one, other) => other.count - one.count);
}

/** WhatsApp takes exactly one emoji, as Unicode recommends them for interchange (UTS #51, RGI). */
export function isEmoji(text: string): boolean {
  return text.length <= 32 && /^\p{RGI_Emoji}$/v.test(text);
}
