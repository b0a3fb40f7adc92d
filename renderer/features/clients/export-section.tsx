import { Button } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrand } from '../../routing/use-errand.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useToast } from '../../ui/toast.tsx';
import classes from './client-page.module.css';
import { useCancelExport, useExportClient, useExportProgress } from './client-queries.ts';

/** All of one client's data in a file, for the client or another office. It goes on while one looks at something else. */
export function ExportSection({ lawyerId, clientId }: { lawyerId: string; clientId: string }) {
  const { t } = useTranslation();
  const toast = useToast();
  const progress = useExportProgress(lawyerId, clientId).data ?? null;
  const start = useExportClient(lawyerId, clientId);
  const cancel = useCancelExport(lawyerId, clientId);
  // It asks where to: nothing is written before.
  const begin = () =>
    start.mutate(undefined, {
      onSuccess: (outcome) => {
        if (outcome !== 'not_chosen') toast({ text: t(`clients.export.${outcome}`) });
      },
    });
  useErrand('client.export', () => {
    if (!progress) begin();
  });
  return (
    <>
      <p className={classes.quiet}>{t('clients.export.text')}</p>
      {progress ? (
        <>
          <ProgressLine
            label={t('clients.export.progress', { percent: progress.percent / 100 })}
            percent={progress.percent}
            startedAt={progress.started_at}
          />
          <div className={classes.actions}>
            <span className={classes.quiet}>{t('clients.export.progress', { percent: progress.percent / 100 })}</span>
            <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('clients.export.cancel')}
            </Button>
          </div>
        </>
      ) : (
        <div className={classes.actions}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileZip size={16} aria-hidden="true" />}
            onClick={begin}
          >
            {t('clients.export.start')}
          </Button>
        </div>
      )}
      <ProblemLine error={start.error ?? cancel.error} />
    </>
  );
}
