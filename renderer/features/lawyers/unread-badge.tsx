import classes from './unread-badge.module.css';

/** How many messages of a lawyer nobody has read yet; the words stand in the lawyer's entry. */
export function UnreadBadge({ count }: { count: number }) {
  return (
    <span className={classes.badge} aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  );
}
