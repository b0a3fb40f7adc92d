import type { ReactNode } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  title: string;
  /** What can be done on the whole page. */
  children?: ReactNode;
}

/** The title of a screen. */
export function PageHeader({ title, children }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <h1 className={classes.title}>{title}</h1>
      {children}
    </header>
  );
}
