import { Button, TextInput } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Template } from '../../../main/contract/template.ts';
import { useLeaveGuard } from '../../routing/use-leave-guard.ts';
import { LeaveQuestion } from '../../ui/leave-question.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useFaultFocus } from '../../ui/use-fault-focus.ts';
import { freeLanguage } from './languages.ts';
import {
  contentOf,
  draftOf,
  faultsIn,
  hasErrors,
  isSame,
  missingIn,
  refusalOf,
  type TemplateDraft,
  type VariantDraft,
} from './template-form.ts';
import classes from './template-page.module.css';
import { useParsedTexts, useSaveTemplate } from './template-queries.ts';
import { UNSAVED, unsavedKey } from './unsaved.ts';
import { useSettled } from './use-settled.ts';
import { VariantFields } from './variant-fields.tsx';

/** As many as the contract takes. */
const MAX_VARIANTS = 50;

interface TemplateFieldsProps {
  lawyerId: string;
  /** Null: a new one. */
  template: Template | null;
  onSaved: (template: Template) => void;
}

/** The name and the texts of a template. Nothing is changed before it is saved, and nothing is lost unasked. */
export function TemplateFields({ lawyerId, template, onSaved }: TemplateFieldsProps) {
  const { t, i18n } = useTranslation();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const faultFocus = useFaultFocus(form);
  const language = freeLanguage([], i18n.language);
  const key = unsavedKey(lawyerId, template?.id ?? null);
  /** What is stored, as far as the person knows. */
  const [base, setBase] = useState(() => UNSAVED.get(key)?.base ?? template);
  const [draft, setDraft] = useState(() => UNSAVED.get(key)?.draft ?? draftOf(template, language));
  const [isTried, setTried] = useState(false);
  const save = useSaveTemplate(lawyerId, template?.id ?? null);
  const isChanged = !isSame(draft, draftOf(base, draft.variants[0]?.language ?? language));
  /** There is nothing to be saved. */
  const isUnchanged = !isChanged && template !== null;
  const guard = useLeaveGuard(isChanged);
  useEffect(() => {
    if (isChanged) UNSAVED.set(key, { base, draft });
    else UNSAVED.delete(key);
  }, [key, isChanged, base, draft]);
  const { data: parsed } = useParsedTexts(lawyerId, useSettled(draft.variants.map(({ text }) => text)));

  const isOther = template !== null && base !== null && template.updated_at !== base.updated_at;
  const take = (stored: Template | null) => {
    setBase(stored);
    setDraft(draftOf(stored, language));
    setTried(false);
    save.reset();
  };
  // Who has typed nothing sees what was changed elsewhere at once.
  if (isOther && !isChanged) take(template);

  const change = (part: Partial<TemplateDraft>) => {
    faultFocus.rest();
    setDraft({ ...draft, ...part });
    save.reset();
  };
  const changeVariant = (changed: VariantDraft, part: Partial<VariantDraft>) =>
    change({ variants: draft.variants.map((one) => (one === changed ? { ...one, ...part } : one)) });
  const languages = draft.variants.map((variant) => variant.language);
  const faults = faultsIn(draft, parsed, t);
  const missing = isTried ? missingIn(draft, t) : { texts: {} };
  const refused = refusalOf(save.error, draft, t);
  const name = missing.name ?? refused?.name;
  const texts = { ...refused?.texts, ...faults.texts, ...missing.texts };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending || isUnchanged) return;
    setTried(true);
    if (hasErrors(missingIn(draft, t))) return faultFocus.lead();
    save.mutate(contentOf(draft), {
      onSuccess(saved) {
        guard.release();
        // Who comes to a page of its own is no longer here when that is drawn.
        UNSAVED.delete(key);
        take(saved);
        toast({ text: t('templates.saved') });
        onSaved(saved);
      },
      onError: faultFocus.lead,
    });
  };

  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      {isOther && isChanged && (
        <div className={classes.other} role="alert">
          <p>{t('templates.changed_elsewhere')}</p>
          <Button size="xs" variant="default" onClick={() => take(template)}>
            {t('templates.take_theirs')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setBase(template)}>
            {t('templates.keep_mine')}
          </Button>
        </div>
      )}
      <TextInput
        label={t('common.name')}
        description={t('templates.name_hint')}
        dir="auto"
        maxLength={100}
        value={draft.name}
        error={name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {parsed && parsed.variables.length > 0 && (
        <div className={classes.variables}>
          <span className={classes.quiet}>{t('templates.variables')}</span>
          <ul className={classes.chips} aria-label={t('templates.variables')}>
            {parsed.variables.map((variable) => (
              <li key={variable} className={classes.chip}>
                <bdi>{variable}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      {draft.variants.map((variant, index) => (
        <VariantFields
          key={variant.key}
          variant={variant}
          taken={languages.filter((one) => one !== variant.language)}
          isDefault={variant.key === draft.byDefault}
          variables={parsed?.variables ?? []}
          pieces={parsed?.texts[index]?.pieces ?? []}
          error={texts[variant.key]}
          onChange={(part) => changeVariant(variant, part)}
          onDefault={() => change({ byDefault: variant.key })}
          {...(draft.variants.length > 1 && {
            onRemove: () => {
              const variants = draft.variants.filter((one) => one !== variant);
              const byDefault = variant.key === draft.byDefault ? (variants[0]?.key ?? 0) : draft.byDefault;
              change({ variants, byDefault });
              form.current?.querySelector<HTMLElement>('[data-add]')?.focus();
            },
          })}
        />
      ))}
      <p className={classes.quiet}>{t('templates.syntax', { example: '{{name}}' })}</p>
      <Button
        data-add
        size="xs"
        variant="default"
        className={classes.add}
        leftSection={<IconLanguage size={16} aria-hidden="true" />}
        disabled={draft.variants.length >= MAX_VARIANTS}
        onClick={() => {
          const key = Math.max(...draft.variants.map((one) => one.key)) + 1;
          const free = freeLanguage(languages, i18n.language);
          change({ variants: [...draft.variants, { key, language: free, text: '' }] });
        }}
      >
        {t('templates.add_language')}
      </Button>
      {refused === null && <ProblemLine error={save.error} />}
      <div className={classes.save}>
        {/* It keeps the focus when everything is saved, which a disabled one loses. */}
        <Button type="submit" loading={save.isPending} aria-disabled={isUnchanged} data-disabled={isUnchanged}>
          {t('clients.save')}
        </Button>
        {isChanged && template !== null && (
          <Button variant="default" onClick={() => take(template)}>
            {t('common.discard')}
          </Button>
        )}
      </div>
      {guard.asked && (
        <LeaveQuestion
          text={t('templates.leave_text')}
          onLeave={() => {
            UNSAVED.delete(key);
            guard.leave();
          }}
          onStay={guard.stay}
        />
      )}
    </form>
  );
}
