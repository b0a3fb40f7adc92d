import { Button } from '@mantine/core';
import { IconDownload, IconFile, IconFileAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../main/contract/entities.ts';
import { formatSize } from '../../ui/format-size.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useSaveAttachment } from '../attachments/attachment-queries.ts';
import { fileTypeText } from '../attachments/file-type.ts';
import { FileWarningList } from '../attachments/file-warning-list.tsx';
import { fileWarnings } from '../attachments/file-warnings.ts';
import { FileWords } from '../attachments/file-words.tsx';
import classes from './file-content.module.css';
import { useThreadContext } from './thread-context.ts';

interface FileContentProps {
  attachment: Attachment;
  /** False: it was sent as a photo, film or sound, and is none. */
  isAsSent: boolean;
}

/** A file that is saved, never opened: its name, what it was found to be, and why it deserves a second look. */
export function FileContent({ attachment, isAsSent }: FileContentProps) {
  const { t, i18n } = useTranslation();
  const { lawyerId, isReadOnly } = useThreadContext();
  const save = useSaveAttachment(lawyerId);
  const { file_name: name, mime_type: mimeType, size } = attachment;
  const warnings = [...fileWarnings(name, mimeType), ...(isAsSent ? [] : (['not_as_sent'] as const))];
  const Icon = warnings.length > 0 ? IconFileAlert : IconFile;
  const facts = [fileTypeText(mimeType, t), ...(size === null ? [] : [formatSize(size, i18n.language)])];
  return (
    <div className={classes.file}>
      <div className={classes.line}>
        <span className={classes.icon} data-careful={warnings.length > 0 || undefined}>
          <Icon size={22} stroke={1.5} aria-hidden="true" />
        </span>
        <FileWords name={name}>
          <span className={classes.facts}>{facts.join(' · ')}</span>
        </FileWords>
        {!isReadOnly && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconDownload size={15} aria-hidden="true" />}
            aria-label={t('attachment.save_name', { name: name ?? t('attachment.unnamed') })}
            loading={save.isPending}
            onClick={() => save.mutate(attachment.id)}
          >
            {save.data === true ? t('attachment.saved') : t('attachment.save')}
          </Button>
        )}
      </div>
      <FileWarningList warnings={warnings} />
      <ProblemLine error={save.error} />
    </div>
  );
}
