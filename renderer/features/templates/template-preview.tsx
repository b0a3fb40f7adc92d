import { useTranslation } from 'react-i18next';
import type { TemplatePiece } from '../../../main/contract/template-preview.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { shownPieces } from './shown-pieces.ts';
import classes from './template-preview.module.css';

/** The message that comes of it, with the variables that have no value yet marked. */
export function TemplatePreview({ pieces }: { pieces: readonly TemplatePiece[] }) {
  const { t } = useTranslation();
  const { text, marks } = shownPieces(pieces);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <figure className={classes.preview} aria-label={t('templates.preview')} tabIndex={0}>
      <p className={classes.bubble}>
        {text.trim() === '' ? (
          <span className={classes.none}>{t('templates.preview_empty')}</span>
        ) : (
          <SafeText className={classes.text} marks={marks}>
            {text}
          </SafeText>
        )}
      </p>
    </figure>
  );
}
