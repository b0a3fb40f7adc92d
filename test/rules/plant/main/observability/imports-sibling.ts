// Planted: observability-imports-no-sibling.
import '../storage/leaf.ts';
