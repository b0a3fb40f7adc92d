import classes from './avatar.module.css';
import { hueOf, initialsOf } from './initials.ts';

interface AvatarProps {
  name: string;
  /** In CSS pixels. */
  size?: number;
}

/** Initials on a quiet colour that stays the same for a name. Decoration: the name itself stands beside it. */
export function Avatar({ name, size = 40 }: AvatarProps) {
  return (
    <span
      className={classes.avatar}
      style={{ '--avatar-size': `${size}px`, '--avatar-hue': hueOf(name) }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}
