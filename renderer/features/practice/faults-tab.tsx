import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ORDINARY_DAY } from '../../../main/contract/ordinary-day.ts';
import { problemText } from '../../ui/problem-text.ts';
import { FaultField } from './fault-field.tsx';
import { FAULT_GROUPS } from './fault-fields.ts';
import classes from './practice-panel.module.css';
import { useFaults, useSetFaults } from './practice-queries.ts';

/** The unkindness of the simulated WhatsApp, each part with a switch of its own. A change is made at once. */
export function FaultsTab() {
  const { t } = useTranslation();
  const faults = useFaults();
  const set = useSetFaults();
  if (faults.isPending) return <Loader size="sm" />;
  const error = set.error ?? faults.error;
  return (
    <div className={classes.form}>
      {faults.data &&
        Object.entries(FAULT_GROUPS).map(([group, names]) => (
          <fieldset key={group} className={classes.faults}>
            <legend className={classes.legend}>{t(`faults.group.${group as keyof typeof FAULT_GROUPS}`)}</legend>
            {names.map((name) => (
              <FaultField key={name} name={name} faults={faults.data} onChange={(change) => set.mutate(change)} />
            ))}
          </fieldset>
        ))}
      <Button variant="default" loading={set.isPending} onClick={() => set.mutate(ORDINARY_DAY)}>
        {t('practice.faults_reset')}
      </Button>
      <p className={classes.outcome} role="status" data-problem={error !== null || undefined}>
        {error !== null && t('practice.faults_failed', { reason: problemText(t, error) })}
      </p>
    </div>
  );
}
