import { Button, Group, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconCopy, IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressDoubts } from '../../../main/contract/address-doubts.ts';
import { readableHost } from '../../../main/contract/punycode.ts';
import { type AddressScheme, readAddress } from '../../../main/contract/web-address.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { withoutOverrides } from '../../ui/overrides.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './link-dialog.module.css';
import { useOpenLink } from './link-queries.ts';

const OPEN = {
  'https:': 'links.open',
  'http:': 'links.open',
  'mailto:': 'links.open_mail',
  'tel:': 'links.open_phone',
} as const satisfies Record<AddressScheme, string>;

/** Where a link leads, whole and as it is opened, before it is. */
export function LinkDialog({ address, onClose }: { address: string; onClose: () => void }) {
  const { t } = useTranslation();
  const open = useOpenLink();
  const clipboard = useClipboard({ timeout: 2000 });
  const read = readAddress(address);
  if (!read) return null;
  const { scheme, before, host, after, href } = read;
  const doubts = addressDoubts(read);
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <Dialog title={t('links.title')} opened onClose={onClose}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('links.text')}
      </Text>
      {/* From left to right in every language, and nothing in it turns that. */}
      <p className={classes.address} dir="ltr" data-address>
        <SafeText className={classes.part}>{before}</SafeText>
        <strong className={classes.host}>
          <SafeText>{host}</SafeText>
        </strong>
        {after !== '' && <SafeText className={classes.part}>{after}</SafeText>}
      </p>
      {doubts.length > 0 && (
        <div className={classes.doubts} role="note">
          <IconAlertTriangle size={18} aria-hidden="true" />
          <div>
            <strong>{t('links.doubts')}</strong>
            <ul>
              {doubts.map((doubt) => (
                <li key={doubt}>
                  {t(`links.doubt.${doubt}`, { host: isolated(host), name: isolated(readableHost(host)) })}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <ProblemLine error={open.error} />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button
          variant="default"
          leftSection={<Icon size={16} aria-hidden="true" />}
          onClick={() => clipboard.copy(href)}
        >
          {t(clipboard.copied ? 'links.copied' : 'links.copy')}
        </Button>
        <Button
          leftSection={<IconExternalLink size={16} aria-hidden="true" />}
          loading={open.isPending}
          onClick={() => open.mutate(href, { onSuccess: onClose })}
        >
          {t(OPEN[scheme])}
        </Button>
      </Group>
    </Dialog>
  );
}

/** Within a sentence of ours it is read from left to right, and turns nothing. */
function isolated(text: string): string {
  return `\u2066${withoutOverrides(text).replace(/[\u2066-\u2069\u202a-\u202c]/g, '')}\u2069`;
}
