import { CloseButton, Loader, Switch } from '@mantine/core';
import { IconAlertTriangle, IconFile, IconMusic, IconPhoto, IconVideo } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { BridgeError } from '../../bridge.ts';
import { formatSize } from '../../ui/format-size.ts';
import { problemText } from '../../ui/problem-text.ts';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { attachmentUrl } from '../attachments/attachment-url.ts';
import { familyOf, fileTypeText, isShownImage } from '../attachments/file-type.ts';
import { FileWords } from '../attachments/file-words.tsx';
import { withFileChanged, withoutFile } from './draft-changes.ts';
import type { StagedFile } from './draft-store.ts';
import classes from './file-tray.module.css';
import type { ChangeDraft } from './use-draft.ts';

interface FileTrayProps {
  lawyerId: string;
  files: readonly StagedFile[];
  change: ChangeDraft;
  /** The one with the focus in it is gone. */
  onRemoved: () => void;
}

/** What is about to be sent, as it was found to be, before anybody gets it. */
export function FileTray({ lawyerId, files, change, onRemoved }: FileTrayProps) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <div className={classes.tray}>
      <ul className={classes.files} aria-label={t('chat.files')}>
        {files.map((file) => (
          <li key={file.key} className={classes.file} data-refused={file.taken.state === 'refused' || undefined}>
            <Preview lawyerId={lawyerId} file={file} />
            <div className={classes.words}>
              <FileWords name={file.name}>
                <Facts file={file} />
              </FileWords>
              {file.taken.state === 'under-way' && file.taken.progress && (
                <ProgressLine label={t('chat.file_taking')} {...file.taken.progress} />
              )}
            </div>
            {isShowable(file) && (
              <Switch
                size="xs"
                label={t('chat.file_as_document')}
                title={t('chat.file_as_document_hint')}
                checked={file.asDocument}
                onChange={(event) => change(withFileChanged(file.key, { asDocument: event.currentTarget.checked }))}
              />
            )}
            <CloseButton
              size="sm"
              aria-label={t('chat.file_remove', { name: file.name })}
              onClick={() => {
                change(withoutFile(file.key));
                onRemoved();
              }}
            />
          </li>
        ))}
      </ul>
      {files.length > 1 && <p className={classes.hint}>{t('chat.files_text')}</p>}
    </div>
  );
}

function Facts({ file }: { file: StagedFile }) {
  const { t, i18n } = useTranslation();
  const size = formatSize(file.size, i18n.language);
  const { taken } = file;
  switch (taken.state) {
    case 'under-way':
      return <span className={classes.facts}>{`${t('chat.file_taking')} ${size}`}</span>;
    case 'refused':
      return (
        <span className={classes.facts} role="alert">
          {t('chat.file_refused', { reason: refusalText(taken.error, t) })}
        </span>
      );
    case 'done':
      return <span className={classes.facts}>{`${fileTypeText(taken.attachment.mime_type, t)} · ${size}`}</span>;
  }
}

/** What is no refusal of the main process's came from reading the file, as of a folder that was dropped. */
function refusalText(error: unknown, t: TFunction): string {
  return error instanceof BridgeError ? problemText(t, error) : t('chat.file_unreadable');
}

const ICONS = { image: IconPhoto, video: IconVideo, audio: IconMusic } as const;

function Preview({ lawyerId, file: { taken } }: { lawyerId: string; file: StagedFile }) {
  if (taken.state === 'under-way') return <Loader className={classes.preview ?? ''} size={20} />;
  if (taken.state === 'refused') return <IconAlertTriangle className={classes.preview} size={22} aria-hidden="true" />;
  const { id, mime_type: mimeType } = taken.attachment;
  if (isShownImage(mimeType)) return <img className={classes.preview} src={attachmentUrl(lawyerId, id)} alt="" />;
  const family = familyOf(mimeType);
  const Icon = family === 'image' || family === 'video' || family === 'audio' ? ICONS[family] : IconFile;
  return <Icon className={classes.preview} size={22} stroke={1.5} aria-hidden="true" />;
}

function isShowable({ taken }: StagedFile): boolean {
  if (taken.state !== 'done') return false;
  const family = familyOf(taken.attachment.mime_type);
  return family === 'image' || family === 'video';
}
