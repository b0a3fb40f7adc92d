// Planted: window-and-preload-import-the-contract-only.
import '../main/domain/leaf.ts';
