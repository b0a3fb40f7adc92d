import { IconChevronLeft } from '@tabler/icons-react';
import { RouteLink } from '../../routing/route-link.tsx';
import classes from './directory-parts.module.css';

/** To the page above this one. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <RouteLink className={classes.back} to={to}>
      <IconChevronLeft size={16} aria-hidden="true" />
      {children}
    </RouteLink>
  );
}
