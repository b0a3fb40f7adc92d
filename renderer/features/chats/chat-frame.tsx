import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutOverrides } from '../../ui/overrides.ts';
import { useFileDrop } from '../compose/use-file-drop.ts';
import { useStageFiles } from '../compose/use-stage-files.ts';
import classes from './chat-pane.module.css';

interface ChatFrameProps {
  lawyerId: string;
  title: string;
  draft: string;
  /** Nothing can be sent here, so nothing is taken either. */
  isReadOnly: boolean;
  /** Gets what takes files in, and whether the last ones were too many. */
  children: (files: { take: (files: readonly File[]) => void; tooMany: boolean }) => ReactNode;
}

/** The area of a chat. Files that are dropped anywhere on it are taken into its draft. */
export function ChatFrame({ lawyerId, title, draft, isReadOnly, children }: ChatFrameProps) {
  const { t } = useTranslation();
  const stage = useStageFiles(lawyerId, draft);
  const [tooMany, setTooMany] = useState(false);
  const take = (files: readonly File[]) => setTooMany(stage(files) > 0);
  const drop = useFileDrop(isReadOnly ? null : take);
  return (
    <section className={classes.pane} aria-label={withoutOverrides(title)} {...drop.handlers}>
      {children({ take, tooMany })}
      {drop.isOver && <div className={classes.drop}>{t('chat.drop')}</div>}
    </section>
  );
}
