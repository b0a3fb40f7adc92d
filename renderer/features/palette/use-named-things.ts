import { IconKey, IconTemplate, IconUserShield, IconWebhook } from '@tabler/icons-react';
import { useRouter } from '../../routing/use-router.ts';
import { directoryPath } from '../directory/directory-path.ts';
import { useKeys } from '../directory/key-queries.ts';
import { keyPrefix } from '../directory/key-state.ts';
import { useWebhooks } from '../directory/webhook-queries.ts';
import { peoplePath } from '../staff/people-path.ts';
import { usePeople } from '../staff/staff-queries.ts';
import { useTemplates } from '../templates/template-queries.ts';
import { templatesPath } from '../templates/templates-path.ts';
import type { PaletteItem } from './palette-item.ts';

/**
 * What was given a name in the window or over the API, and is found by it. Nothing is read before something is typed, and
 * of keys, webhooks and people only the first page: the newest hundred.
 */
export function useNamedThings(lawyerId: string, practice: boolean, typed: string): PaletteItem[] {
  const { navigate } = useRouter();
  const isWanted = typed.trim() !== '';
  const templates = useTemplates(lawyerId, isWanted).data ?? [];
  const webhooks = useWebhooks(lawyerId, isWanted).data?.pages[0]?.data ?? [];
  const keys = useKeys(lawyerId, isWanted).data?.pages[0]?.data ?? [];
  // Whom it is not for is refused, and finds nobody.
  const people = usePeople(isWanted).data?.pages[0]?.data ?? [];
  return [
    ...templates.map<PaletteItem>(({ id, name }) => ({
      ...{ id, title: name, what: 'palette.template', icon: IconTemplate },
      run: () => navigate(templatesPath(lawyerId, id)),
    })),
    ...webhooks.map<PaletteItem>(({ id, url, description }) => ({
      ...{ id, title: description || url, what: 'palette.webhook', icon: IconWebhook },
      ...(description !== '' && { beside: url }),
      run: () => navigate(directoryPath(lawyerId, 'webhooks', id)),
    })),
    ...keys.map<PaletteItem>((key) => ({
      ...{ id: key.id, title: key.name, beside: keyPrefix(key, practice), what: 'palette.key', icon: IconKey },
      run: () => navigate(directoryPath(lawyerId, 'keys', key.id)),
    })),
    ...people.map<PaletteItem>(({ id, name, email }) => ({
      ...{ id, title: name, beside: email, what: 'palette.person', icon: IconUserShield },
      run: () => navigate(peoplePath(lawyerId, 'people', id)),
    })),
  ];
}
