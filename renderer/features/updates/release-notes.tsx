import { useTranslation } from 'react-i18next';
import type { UpdateRelease } from '../../../main/contract/updates.ts';
import { formatDate } from '../../ui/format-time.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { type ChangelogPart, changelogParts } from './changelog.ts';
import classes from './release-notes.module.css';

/** What is new in a version: somebody else's text, in English, of which nothing becomes more than text. */
export function ReleaseNotes({ release }: { release: UpdateRelease }) {
  const { t, i18n } = useTranslation();
  const parts = changelogParts(release.notes);
  return (
    <div className={classes.notes}>
      <h3 className={classes.title}>{t('updates.new_in', { version: release.version })}</h3>
      {release.released_at !== null && (
        <p className={classes.date}>
          {t('updates.released', { date: formatDate(release.released_at, i18n.language) })}
        </p>
      )}
      {parts.length === 0 && <p className={classes.text}>{t('updates.no_notes')}</p>}
      <section
        className={classes.scroll}
        lang="en"
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard, too
        tabIndex={0}
        aria-label={t('updates.changelog')}
        data-selectable
      >
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
          <Part key={index} part={part} />
        ))}
      </section>
    </div>
  );
}

function Part({ part }: { part: ChangelogPart }) {
  if (part.kind === 'heading') {
    return (
      <h4 className={classes.heading}>
        <SafeText>{part.text}</SafeText>
      </h4>
    );
  }
  if (part.kind === 'text') {
    return (
      <p className={classes.text}>
        <SafeText>{part.text}</SafeText>
      </p>
    );
  }
  return (
    <ul className={classes.list}>
      {part.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items of one text have no other name
        <li key={index}>
          <SafeText>{item}</SafeText>
        </li>
      ))}
    </ul>
  );
}
