import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  icon?: TablerIcon;
  title: string;
  /** It is the whole screen, and its title that of the screen. */
  isScreen?: boolean;
  text?: string;
  /** What the person can do now. */
  children?: ReactNode;
  /** Something is wrong, rather than merely empty. */
  alarming?: boolean;
}

/** A whole area with nothing in it to show: says why, and what to do next. */
export function EmptyState({ icon: Icon, title, text, children, isScreen = false, alarming = false }: EmptyStateProps) {
  const Title = isScreen ? 'h1' : 'h2';
  return (
    <div className={classes.area} role={alarming ? 'alert' : undefined}>
      {Icon && (
        <span className={classes.icon} data-alarming={alarming || undefined}>
          <Icon size={30} stroke={1.5} aria-hidden="true" />
        </span>
      )}
      <Title className={classes.title}>{title}</Title>
      {text && <p className={classes.text}>{text}</p>}
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  );
}
