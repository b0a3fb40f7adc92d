import type { ComponentProps, MouseEvent } from 'react';

type Root = ComponentProps<'button'> & { 'data-loading'?: unknown };

/**
 * The element of every button, given by the theme: while what it was pressed for is under way (`loading`) it takes no second
 * press, and keeps the focus, which a disabled button loses.
 */
export function busyRoot({ disabled, onClick, ...root }: Root) {
  const isBusy = root['data-loading'] === true;
  return (
    <button
      type="button"
      {...root}
      disabled={disabled && !isBusy}
      aria-disabled={isBusy || root['aria-disabled']}
      onClick={isBusy ? ignore : onClick}
    />
  );
}

/** Of a form nothing is sent by it. */
function ignore(event: MouseEvent): void {
  event.preventDefault();
}
