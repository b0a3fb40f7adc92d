// Planted: no-circles.
import './circle-b.ts';
