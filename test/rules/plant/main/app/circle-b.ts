// Planted: no-circles.
import './circle-a.ts';
