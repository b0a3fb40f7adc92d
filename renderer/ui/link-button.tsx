import type { ComponentProps } from 'react';
import classes from './link-button.module.css';

/** A button that stands within words, and looks like a link. It takes its colour from them. */
export function LinkButton({ className, ...props }: ComponentProps<'button'>) {
  return <button type="button" {...props} className={[classes.link, className].filter(Boolean).join(' ')} />;
}
