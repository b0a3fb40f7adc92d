import type { ComponentProps } from 'react';
import classes from './link-button.module.css';

interface LinkButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  /** What it was pressed for is under way: it takes no second press, and keeps the focus, which a disabled button loses. */
  busy?: boolean;
}

/** A button that stands within words, and looks like a link. It takes its colour from them. */
export function LinkButton({ className, busy = false, onClick, ...props }: LinkButtonProps) {
  return (
    <button
      type="button"
      {...props}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      className={[classes.link, className].filter(Boolean).join(' ')}
    />
  );
}
