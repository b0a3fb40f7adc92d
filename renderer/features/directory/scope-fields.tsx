import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LAWYER_SCOPES, type LawyerResource, type LawyerScope } from '../../../main/contract/lawyer-scopes.ts';
import problem from '../../ui/problem-line.module.css';
import classes from './scope-fields.module.css';

const RESOURCES = Object.keys(LAWYER_SCOPES) as LawyerResource[];
const DOINGS = ['read', 'write'] as const;
const SCOPES = RESOURCES.flatMap((name) => LAWYER_SCOPES[name].map((doing) => `${name}:${doing}` as LawyerScope));

interface ScopeFieldsProps {
  chosen: readonly LawyerScope[];
  error: string | undefined;
  onChange: (scopes: LawyerScope[]) => void;
}

/** What a key can be limited to, in words: for each thing whether it may be read, and changed. */
export function ScopeFields({ chosen, error, onChange }: ScopeFieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.scopes}>
      <legend className={classes.legend}>{t('directory.keys.allow_some')}</legend>
      {RESOURCES.map((name) => {
        const what = t(`directory.resource.${name}`);
        return (
          <div key={name} className={classes.row}>
            <span>{what}</span>
            {DOINGS.map((doing) => {
              const scope = SCOPES.find((one) => one === `${name}:${doing}`);
              if (scope === undefined) return <span key={doing} />;
              return (
                <Checkbox
                  key={doing}
                  size="xs"
                  label={t(`directory.keys.${doing}`)}
                  aria-label={t(`directory.keys.${doing}_of`, { what })}
                  checked={chosen.includes(scope)}
                  onChange={({ currentTarget: { checked } }) =>
                    onChange(checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))
                  }
                />
              );
            })}
          </div>
        );
      })}
      {error && (
        <p className={problem.problem} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
