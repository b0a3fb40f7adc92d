import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './banner.module.css';

interface BannerProps {
  /** It ends by itself. */
  isPassing: boolean;
  text: string;
  /** What can be done about it. */
  children?: ReactNode;
}

/** One line over a screen: what is not as it should be. */
export function Banner({ isPassing, text, children }: BannerProps) {
  const Icon = isPassing ? IconRefresh : IconAlertCircle;
  return (
    <div className={classes.banner} data-passing={isPassing || undefined} role="status">
      <Icon size={17} aria-hidden="true" />
      <span className={classes.text}>{text}</span>
      {children}
    </div>
  );
}
