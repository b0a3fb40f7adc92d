import { Checkbox, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import type { ChangeEventHandler } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
import classes from './settings-parts.module.css';
import { isNamed, type TunnelDraft, type TunnelField } from './tunnel-form.ts';

interface TextFieldProps {
  label: string;
  value: string;
  error: string | undefined;
  onChange: ChangeEventHandler<HTMLInputElement>;
}

interface FieldsProps {
  draft: TunnelDraft;
  /** What is set so far. */
  before: Tunnel;
  /** What a field shows, and what is done with what is typed there. */
  field: (name: TunnelField) => TextFieldProps;
  edit: (part: Partial<TunnelDraft>) => void;
}

/** A server of one's own: where it is, who logs in there, and where it listens. */
export function SshFields({ draft, field, edit }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.fields}>
        <TextInput {...field('ssh.host')} maxLength={253} />
        <TextInput {...field('ssh.port')} inputMode="numeric" maxLength={5} />
        <TextInput {...field('ssh.username')} maxLength={64} />
        <TextInput {...field('ssh.listen_port')} inputMode="numeric" maxLength={5} />
      </div>
      <Radio.Group
        label={t('tunnel.listen.label')}
        value={draft.listen}
        onChange={(value) => edit({ listen: value === 'everywhere' ? value : 'loopback' })}
      >
        <Stack gap={10} mt={6}>
          {(['loopback', 'everywhere'] as const).map((listen) => (
            <Radio
              key={listen}
              value={listen}
              label={t(`tunnel.listen.${listen}`)}
              description={t(`tunnel.listen.${listen}_text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput {...field('ssh.public_url')} description={t('tunnel.hint.public_url')} maxLength={300} />
      <TextInput {...field('ssh.host_key')} description={t('tunnel.hint.host_key')} maxLength={100} />
    </>
  );
}

/** The program of Cloudflare's: nothing more for an address of the moment, a token for one that stays. */
export function CloudflaredFields(props: FieldsProps) {
  const { draft, before, field } = props;
  const { t } = useTranslation();
  return (
    <>
      <SecretField {...props} name="cloudflared.token" isStored={before.cloudflared.has_token} />
      {isNamed(draft, before) && (
        <TextInput
          {...field('cloudflared.public_url')}
          description={t('tunnel.hint.cloudflared_url')}
          maxLength={300}
        />
      )}
    </>
  );
}

/** The service ngrok: whose account, and under which name. */
export function NgrokFields(props: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <SecretField {...props} name="ngrok.authtoken" isStored={props.before.ngrok.has_authtoken} />
      <TextInput {...props.field('ngrok.domain')} description={t('tunnel.hint.domain')} maxLength={253} />
    </>
  );
}

interface SecretFieldProps extends FieldsProps {
  name: 'cloudflared.token' | 'ngrok.authtoken';
  isStored: boolean;
}

/** What a service gave. The stored one is never shown: it stays, is replaced by what is typed, or goes. */
function SecretField({ draft, field, edit, name, isStored }: SecretFieldProps) {
  const { t } = useTranslation();
  const shown = field(name);
  return (
    <>
      <PasswordInput
        {...shown}
        aria-invalid={shown.error !== undefined}
        description={isStored && !draft.removesSecret && t('tunnel.hint.stored')}
        maxLength={4096}
        visibilityToggleButtonProps={{ 'aria-label': t('tunnel.form.show_secret') }}
      />
      {isStored && draft.texts[name] === '' && (
        <Checkbox
          label={t('tunnel.form.remove_secret')}
          checked={draft.removesSecret}
          onChange={(event) => edit({ removesSecret: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
