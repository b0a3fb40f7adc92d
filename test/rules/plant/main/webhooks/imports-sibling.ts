// Planted: webhooks-imports-no-sibling.
import '../ipc/leaf.ts';
