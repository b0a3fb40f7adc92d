import { type ReactNode, useEffect, useRef } from 'react';
import { PageHeader } from '../ui/page-header.tsx';
import { RouteLink } from './route-link.tsx';
import classes from './sections-screen.module.css';

interface Section {
  id: string;
  to: string;
  title: string;
  icon: ReactNode;
}

interface SectionsScreenProps {
  title: string;
  /** What the ways to the sections are, for who hears them. */
  label: string;
  sections: readonly Section[];
  current: string;
  /** Whether they are taken one after the other, or in any order. */
  as: 'step' | 'page';
  children: ReactNode;
}

/** A screen in sections, one of which is shown; in a narrow window the ways to them are a strip above it. */
export function SectionsScreen({ title, label, sections, current, as, children }: SectionsScreenProps) {
  const list = useRef<HTMLElement>(null);
  // In the strip it may lie beyond the edge, also when the window gets narrow. It is told of the first size, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is current
  useEffect(() => {
    const nav = list.current;
    if (!nav) return;
    const resized = new ResizeObserver(() =>
      nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    resized.observe(nav);
    return () => resized.disconnect();
  }, [current]);
  const ways = sections.map(({ id, to, title: name, icon }) => (
    <li key={id}>
      <RouteLink className={classes.way} to={to} aria-current={id === current ? as : undefined}>
        {icon}
        {name}
      </RouteLink>
    </li>
  ));
  return (
    <div className={classes.screen}>
      <nav ref={list} className={classes.ways} aria-label={label}>
        <PageHeader title={title} />
        {as === 'step' ? <ol className={classes.list}>{ways}</ol> : <ul className={classes.list}>{ways}</ul>}
      </nav>
      {/* Another section begins at its top. */}
      <div key={current} className={classes.content}>
        {children}
      </div>
    </div>
  );
}
