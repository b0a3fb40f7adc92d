import classes from './directory-parts.module.css';

export type Look = 'good' | 'notice' | 'bad' | 'quiet';

/** A state in words, on a colour that says how bad it is. */
export function StateBadge({ look, children }: { look: Look; children: string }) {
  return (
    <span className={classes.badge} data-look={look}>
      {children}
    </span>
  );
}
