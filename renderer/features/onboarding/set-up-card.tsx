import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRouter } from '../../routing/use-router.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import classes from './set-up-parts.module.css';
import { setUpPath } from './set-up-path.ts';
import { nextStep, useDismissSetUp, useSetUp } from './set-up-queries.ts';

interface SetUpCardProps {
  lawyerId: string;
  /** It reminds nobody, but is where one looks for it: also for who did not want to be reminded. */
  isKept?: boolean;
}

/** What of the set-up is still open, and the way to it, until it is done or nobody wants to be reminded. */
export function SetUpCard({ lawyerId, isKept = false }: SetUpCardProps) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const { data } = useSetUp(lawyerId);
  const dismiss = useDismissSetUp();
  if (!data || (data.is_dismissed && !isKept)) return null;
  const left = data.items.filter(({ is_done }) => !is_done);
  const [next] = left;
  if (!next) return null;
  const all = data.items.length;
  const done = all - left.length;
  const title = t('set_up.progress', { done, all });
  return (
    <section className={classes.card} aria-label={title}>
      <h2 className={classes.cardTitle}>{title}</h2>
      <Progress value={Math.round((done / all) * 100)} size="sm" aria-label={title} />
      <p className={classes.line}>{t('set_up.next', { item: t(`set_up.item.${next.item}`) })}</p>
      {next.hint && <p className={classes.line}>{t(`set_up.hint.${next.hint}`)}</p>}
      <ProblemLine error={dismiss.error} />
      <div className={classes.cardButtons}>
        <Button size="xs" onClick={() => navigate(setUpPath(lawyerId, nextStep(data)))}>
          {t('set_up.go_on')}
        </Button>
        {!data.is_dismissed && (
          <Button size="xs" variant="subtle" loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
            {t('set_up.dismiss')}
          </Button>
        )}
      </div>
    </section>
  );
}
