// Planted: ipc-imports-no-sibling.
import '../practice/leaf.ts';
