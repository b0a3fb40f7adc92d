// Planted: window-imports-no-preload.
import '../preload/leaf.ts';
