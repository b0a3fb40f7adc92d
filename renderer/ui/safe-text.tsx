import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutLooseMarks } from '../../main/contract/loose-marks.ts';
import { hasOverrides, splitOverrides } from './overrides.ts';
import classes from './safe-text.module.css';

/** A part of a text: in UTF-16 units, `end` left out of it. */
interface TextPart {
  start: number;
  end: number;
}

interface SafeTextProps {
  children: string;
  className?: string | undefined;
  /** What is marked in it, such as words that were looked for: in order, and apart from each other. */
  marks?: readonly TextPart[] | undefined;
  /** What is a link in it, likewise. It has no address of its own, so that nothing but `onLink` ever follows it. */
  links?: readonly TextPart[] | undefined;
  onLink?: ((index: number) => void) | undefined;
}

const NONE: readonly TextPart[] = [];

/**
 * A stranger's text: never more than text, and isolated from what stands around it, also where it has marks of its own that
 * would end that. An override of the writing direction is shown as a mark and, alone in an isolation of its own, turns
 * nothing. A link, which is isolated as well, has no mark in it (see links.ts).
 */
export function SafeText({ children, className, marks = NONE, links = NONE, onLink }: SafeTextProps) {
  const text = withoutLooseMarks(children);
  const part = (start: number, end: number) => <Part text={text} start={start} end={end} marks={marks} />;
  return (
    <bdi className={className} dir="auto">
      {links.map(({ start, end }, index) => (
        <Fragment key={start}>
          {part(links[index - 1]?.end ?? 0, start)}
          <Link onFollow={() => onLink?.(index)}>{part(start, end)}</Link>
        </Fragment>
      ))}
      {part(links.at(-1)?.end ?? 0, text.length)}
    </bdi>
  );
}

/** An address is written from left to right, also within a text that is not. */
function Link({ onFollow, children }: { onFollow: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an anchor with an address could be followed past the question
    <span
      role="link"
      tabIndex={0}
      dir="ltr"
      className={classes.link}
      onClick={onFollow}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onFollow();
      }}
    >
      {children}
    </span>
  );
}

/** A part of a text, with what is marked in it; a mark can go on over its end. */
function Part({ text, start, end, marks }: TextPart & { text: string; marks: readonly TextPart[] }) {
  const within = marks.flatMap((mark) => {
    const [from, to] = [Math.max(start, mark.start), Math.min(end, mark.end)];
    return from < to ? [{ from, to }] : [];
  });
  return (
    <>
      {within.map(({ from, to }, index) => (
        <Fragment key={from}>
          <Plain text={text.slice(within[index - 1]?.to ?? start, from)} />
          <mark className={classes.mark}>
            <Plain text={text.slice(from, to)} />
          </mark>
        </Fragment>
      ))}
      <Plain text={text.slice(within.at(-1)?.to ?? start, end)} />
    </>
  );
}

function Plain({ text }: { text: string }) {
  return hasOverrides(text) ? <Marked text={text} /> : text;
}

function Marked({ text }: { text: string }) {
  const { t } = useTranslation();
  return splitOverrides(text).map((part, index) =>
    part.isOverride ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
      <bdi key={index} className={classes.override} title={t('text.override')}>
        {part.text}
      </bdi>
    ) : (
      part.text
    ),
  );
}
