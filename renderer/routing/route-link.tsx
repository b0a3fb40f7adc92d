import type { ComponentProps } from 'react';
import { useRouter } from './use-router.ts';

/** A link to another place in the window. It is no file that could be dragged out. */
export function RouteLink({ to, ...props }: ComponentProps<'a'> & { to: string; [data: `data-${string}`]: string }) {
  const { navigate } = useRouter();
  return (
    <a
      {...props}
      href={`#${to}`}
      draggable={false}
      onClick={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    />
  );
}
