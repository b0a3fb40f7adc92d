import { SafeText } from '../../ui/safe-text.tsx';
import classes from './directory-parts.module.css';

/** What a machine wrote, a stranger's perhaps, as it is: nothing of it is more than text. The keyboard scrolls it. */
export function TextBlock({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={classes.block} aria-label={label} tabIndex={0}>
      <SafeText>{text}</SafeText>
    </section>
  );
}

/** JSON with a line for each part; what is none stays as it is. */
export function inLines(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
