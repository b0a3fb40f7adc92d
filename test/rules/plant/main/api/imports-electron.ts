// Planted: electron-at-the-edges-only.
import 'electron';
