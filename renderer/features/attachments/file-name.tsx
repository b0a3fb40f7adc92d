import { useTranslation } from 'react-i18next';
import { withoutOverrides } from '../../ui/overrides.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './file-name.module.css';

/**
 * A file's name as its sender wrote it. Its beginning may be cut where there is no room; its end, which says what opens
 * it, never is.
 */
export function FileName({ name }: { name: string | null }) {
  const { t } = useTranslation();
  if (name === null) return <span className={classes.unnamed}>{t('attachment.unnamed')}</span>;
  const characters = [...name];
  if (characters.length <= TAIL * 2) return <SafeText className={classes.whole}>{name}</SafeText>;
  return (
    // Its end stands at the right in every language: what opens it would stand in front of it.
    <span className={classes.name} dir="ltr" title={withoutOverrides(name)}>
      <SafeText className={classes.head}>{characters.slice(0, -TAIL).join('')}</SafeText>
      <SafeText className={classes.tail}>{characters.slice(-TAIL).join('')}</SafeText>
    </span>
  );
}

/** So many characters at the end of a name are always shown. */
const TAIL = 14;
