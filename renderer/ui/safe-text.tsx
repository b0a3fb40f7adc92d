import { useTranslation } from 'react-i18next';
import { hasOverrides, splitOverrides } from './overrides.ts';
import classes from './safe-text.module.css';

interface SafeTextProps {
  children: string;
  className?: string | undefined;
}

/**
 * A stranger's text: never more than text, and isolated from what stands around it. An override of the writing direction
 * is shown as a mark and, alone in an isolation of its own, turns nothing.
 */
export function SafeText({ children: text, className }: SafeTextProps) {
  return (
    <bdi className={className} dir="auto">
      {hasOverrides(text) ? <Marked text={text} /> : text}
    </bdi>
  );
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
