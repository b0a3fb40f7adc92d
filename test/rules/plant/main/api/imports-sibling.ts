// Planted: api-imports-no-sibling.
import '../webhooks/leaf.ts';
