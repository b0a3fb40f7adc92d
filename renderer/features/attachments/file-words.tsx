import type { ReactNode } from 'react';
import { FileName } from './file-name.tsx';
import classes from './file-words.module.css';

interface FileWordsProps {
  name: string | null;
  /** What is known of the file, below its name. */
  children: ReactNode;
}

/** A file in words: its name, and what is known of it. */
export function FileWords({ name, children }: FileWordsProps) {
  return (
    <span className={classes.words}>
      <span className={classes.name}>
        <FileName name={name} />
      </span>
      {children}
    </span>
  );
}
