import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { formatCount } from '../../ui/format-count.ts';
import { isolated } from '../../ui/isolated.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useReact } from './message-queries.ts';
import { groupReactions } from './reaction-groups.ts';
import classes from './reactions.module.css';
import { useThreadContext } from './thread-context.ts';

/** The reactions under a bubble, one for each emoji. Pressed, the lawyer joins in, or takes the own one back. */
export function Reactions({ message }: { message: Message }) {
  const { t } = useTranslation();
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
            <Reaction
              key={emoji}
              {...{ emoji, count, isOurs, words }}
              isFixed={isGroup || isReadOnly}
              busy={react.isPending}
              onPress={() => react.mutate({ id: message.id, emoji: isOurs ? '' : emoji })}
            />
          );
        })}
      </fieldset>
      <ProblemLine error={react.error} />
    </>
  );
}

interface ReactionProps {
  emoji: string;
  count: number;
  isOurs: boolean;
  words: string;
  /** It is only looked at. */
  isFixed: boolean;
  /** It takes no second press, and keeps the focus, which a disabled button loses. */
  busy: boolean;
  onPress: () => void;
}

/** An emoji with how often it was given. It goes when the last one is taken back. */
function Reaction({ emoji, count, isOurs, words, isFixed, busy, onPress }: ReactionProps) {
  const { i18n } = useTranslation();
  const button = useFocusReturn<HTMLButtonElement>();
  return (
    <button
      ref={button}
      type="button"
      className={classes.reaction}
      data-ours={isOurs || undefined}
      aria-pressed={isOurs}
      aria-label={words}
      title={words}
      disabled={isFixed}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onPress}
    >
      <span aria-hidden="true">{emoji}</span>
      {count > 1 && <span className={classes.count}>{formatCount(count, i18n.language)}</span>}
    </button>
  );
}
