import { IconUsers } from '@tabler/icons-react';
import classes from './avatar.module.css';
import { hueOf, initialsOf } from './initials.ts';

interface AvatarProps {
  name: string;
  /** In CSS pixels. */
  size?: number;
  isGroup?: boolean;
}

/**
 * Initials on a quiet colour that stays the same for a name. Decoration, and no text: the name itself stands beside it, and
 * is what a button with it is called.
 */
export function Avatar({ name, size = 40, isGroup = false }: AvatarProps) {
  return (
    <span
      className={classes.avatar}
      style={{ '--avatar-size': `${size}px`, '--avatar-hue': hueOf(name) }}
      data-initials={isGroup ? undefined : initialsOf(name)}
      aria-hidden="true"
    >
      {isGroup && <IconUsers size={size * 0.48} stroke={1.7} />}
    </span>
  );
}
