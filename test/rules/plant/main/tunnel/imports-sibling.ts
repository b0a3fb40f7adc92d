// Planted: tunnel-imports-no-sibling.
import '../ipc/leaf.ts';
