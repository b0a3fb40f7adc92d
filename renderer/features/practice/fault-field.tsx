import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CHOICES,
  type ChoiceFault,
  type Faults,
  isChoice,
  isNumber,
  isSwitch,
  type NumberFault,
  RANGES,
} from './fault-fields.ts';

interface FaultFieldProps {
  name: keyof Faults;
  faults: Faults;
  onChange: (change: Partial<Faults>) => void;
}

/** One fault: a switch, a choice, or something typed, which counts when the field is left. */
export function FaultField({ name, faults, onChange }: FaultFieldProps) {
  const { t } = useTranslation();
  if (isSwitch(name, faults)) {
    return (
      <Switch
        label={t(`faults.${name}`)}
        checked={faults[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
      />
    );
  }
  if (isChoice(name)) return <ChoiceField name={name} value={faults[name]} onChange={onChange} />;
  if (isNumber(name, faults))
    return <NumberField key={faults[name]} name={name} value={faults[name]} onChange={onChange} />;
  return <ModulesField key={faults.missing_modules.join()} modules={faults.missing_modules} onChange={onChange} />;
}

interface ChoiceFieldProps {
  name: ChoiceFault;
  value: string;
  onChange: (change: Partial<Faults>) => void;
}

function ChoiceField({ name, value, onChange }: ChoiceFieldProps) {
  const { t } = useTranslation();
  const words = t('faults', { returnObjects: true });
  const wordOf = (option: string) => Object.entries(words).find(([key]) => key === `${name}_${option}`)?.[1];
  return (
    <NativeSelect
      label={t(`faults.${name}`)}
      value={value}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      data={CHOICES[name].map((option) => ({ value: option, label: String(wordOf(option) ?? option) }))}
    />
  );
}

interface NumberFieldProps {
  name: NumberFault;
  value: number;
  onChange: (change: Partial<Faults>) => void;
}

function NumberField({ name, value, onChange }: NumberFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(value));
  const { min, max } = RANGES[name];
  const number = Number(typed);
  const isFine = typed.trim() !== '' && Number.isInteger(number) && number >= min && number <= max;
  return (
    <TextInput
      type="number"
      label={t(`faults.${name}`)}
      min={min}
      max={max}
      value={typed}
      error={!isFine && t('settings.invalid', { min, max })}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => isFine && number !== value && onChange({ [name]: number })}
    />
  );
}

interface ModulesFieldProps {
  modules: readonly string[];
  onChange: (change: Partial<Faults>) => void;
}

function ModulesField({ modules, onChange }: ModulesFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(modules.join('\n'));
  const save = () => {
    const lines = typed.split('\n').flatMap((line) => line.trim() || []);
    if (lines.join() !== modules.join()) onChange({ missing_modules: lines });
  };
  return (
    <Textarea
      label={t('faults.missing_modules')}
      description={t('faults.missing_modules_hint')}
      rows={2}
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
    />
  );
}
