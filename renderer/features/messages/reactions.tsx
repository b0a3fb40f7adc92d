import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { formatCount } from '../../ui/format-count.ts';
import { isolated } from '../../ui/isolated.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useReact } from './message-queries.ts';
import { groupReactions } from './reaction-groups.ts';
import classes from './reactions.module.css';
import { useThreadContext } from './thread-context.ts';

/** The reactions under a bubble, one for each emoji. Pressed, the lawyer joins in, or takes the own one back. */
export function Reactions({ message }: { message: Message }) {
  const { t, i18n } = useTranslation();
  const { lawyerId, isGroup, isReadOnly } = useThreadContext();
  const react = useReact(lawyerId);
  if (message.reactions.length === 0) return null;
  return (
    <>
      <fieldset className={classes.reactions} aria-label={t('message.reactions')}>
        {groupReactions(message.reactions, t('common.nobody')).map(({ emoji, count, isOurs, names }) => {
          const everybody = [...(isOurs ? [t('common.you')] : []), ...names].map((name) => isolated(name)).join(', ');
          const words =
            isOurs && names.length === 0
              ? t('message.reaction_yours', { emoji })
              : t('message.reaction_by', { emoji, names: everybody });
          return (
            <button
              key={emoji}
              type="button"
              className={classes.reaction}
              data-ours={isOurs || undefined}
              aria-pressed={isOurs}
              aria-label={words}
              title={words}
              disabled={isGroup || isReadOnly || react.isPending}
              onClick={() => react.mutate({ id: message.id, emoji: isOurs ? '' : emoji })}
            >
              <span aria-hidden="true">{emoji}</span>
              {count > 1 && <span className={classes.count}>{formatCount(count, i18n.language)}</span>}
            </button>
          );
        })}
      </fieldset>
      <ProblemLine error={react.error} />
    </>
  );
}
