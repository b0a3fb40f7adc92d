// Planted: brokers-imports-no-sibling.
import '../ipc/leaf.ts';
export const leaf = true;
