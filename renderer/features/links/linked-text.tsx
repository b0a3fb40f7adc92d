import { useMemo } from 'react';
import { linksIn } from '../../../main/contract/links.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useLinkOpener } from './link-opener.ts';

interface LinkedTextProps {
  children: string;
  className?: string | undefined;
  marks?: readonly { start: number; end: number }[] | undefined;
}

/** What somebody wrote, with the addresses in it as links. They open nothing by themselves: it is asked first. */
export function LinkedText({ children: text, className, marks }: LinkedTextProps) {
  const open = useLinkOpener();
  const links = useMemo(() => (open ? linksIn(text) : []), [open, text]);
  return (
    <SafeText
      className={className}
      marks={marks}
      {...(open && links.length > 0 && { links, onLink: (index) => open(links[index]?.address ?? '') })}
    >
      {text}
    </SafeText>
  );
}
