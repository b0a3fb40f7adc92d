import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TUNNEL_PROVIDERS } from '../../../main/contract/choices.ts';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { oneOf } from '../../ui/one-of.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useFaultFocus } from '../../ui/use-fault-focus.ts';
import { useChangeTunnel } from './settings-queries.ts';
import { CloudflaredFields, NgrokFields, SshFields } from './tunnel-fields.tsx';
import {
  asksLocalPort,
  changeOf,
  draftOf,
  isNamed,
  missingIn,
  refusalsOf,
  shownIn,
  type TunnelDraft,
} from './tunnel-form.ts';

const FIELDS = { ssh: SshFields, cloudflared: CloudflaredFields, ngrok: NgrokFields };

/** Asks who carries the directory's calls to this computer, and what is needed for that. */
export function TunnelDialog({ tunnel, onClose }: { tunnel: Tunnel; onClose: () => void }) {
  const { t } = useTranslation();
  // What is changed is told from what was shown: how it is doing may be pushed meanwhile.
  const [before] = useState(tunnel);
  const [draft, setDraft] = useState(() => draftOf(before));
  const [isTried, setTried] = useState(false);
  const change = useChangeTunnel();
  const form = useRef<HTMLFormElement>(null);
  const faultFocus = useFaultFocus(form);
  const edit = (part: Partial<TunnelDraft>) => {
    faultFocus.rest();
    setDraft({ ...draft, ...part });
    // What becomes of what is being saved is still to be told.
    if (!change.isPending) change.reset();
  };
  const errors = {
    ...refusalsOf(change.error, draft.removesSecret, t),
    ...(isTried && missingIn(draft, before, t)),
  };
  const isToldAtField = shownIn(draft, before).some((name) => errors[name] !== undefined);
  const close = () => {
    if (!change.isPending) onClose();
  };
  const { provider } = draft;
  const Fields = provider && FIELDS[provider];
  const choices = [...TUNNEL_PROVIDERS, ...(before.provider === null ? [] : (['none'] as const))];

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    faultFocus.lead();
    if (change.isPending || Object.keys(missingIn(draft, before, t)).length > 0) return;
    const changed = changeOf(draft, before);
    // Whatever is set anew ends the connections that there are.
    if (Object.keys(changed).length === 0) onClose();
    else change.mutate(changed, { onSuccess: onClose });
  };
  const field = (name: keyof TunnelDraft['texts']) => ({
    label: t(`tunnel.field.${name}`),
    value: draft.texts[name],
    error: errors[name],
    ...{ dir: 'ltr', autoComplete: 'off', spellCheck: false },
    onChange: (event: { currentTarget: { value: string } }) =>
      edit({ texts: { ...draft.texts, [name]: event.currentTarget.value } }),
  });

  return (
    <FormDialog title={t('tunnel.form.title')} opened onClose={close} size={600}>
      <form onSubmit={submit} noValidate ref={form}>
        <Stack gap="md">
          <Radio.Group
            label={t('tunnel.form.provider')}
            value={provider ?? 'none'}
            onChange={(value) => {
              edit({ provider: oneOf(TUNNEL_PROVIDERS, value), removesSecret: false });
              setTried(false);
            }}
          >
            <Stack gap={10} mt={6}>
              {choices.map((choice) => (
                <Radio
                  key={choice}
                  value={choice}
                  label={t(`tunnel.provider.${choice}.name`)}
                  description={t(`tunnel.provider.${choice}.text`)}
                  {...(choice === (provider ?? 'none') && { 'data-autofocus': true })}
                />
              ))}
            </Stack>
          </Radio.Group>
          {Fields && <Fields draft={draft} before={before} field={field} edit={edit} />}
          {asksLocalPort(draft, before) && (
            <TextInput
              {...field('local_port')}
              description={t(isNamed(draft, before) ? 'tunnel.hint.local_port' : 'tunnel.hint.local_port_free')}
              inputMode="numeric"
            />
          )}
          {!isToldAtField && <ProblemLine error={change.error} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={close} disabled={change.isPending}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('tunnel.form.save')}
          </Button>
        </Group>
      </form>
    </FormDialog>
  );
}
