// Half of a circle: what is reported is the other half.
import './circle-a.ts';
