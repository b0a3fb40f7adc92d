// Planted: practice-imports-no-sibling.
import '../observability/leaf.ts';
