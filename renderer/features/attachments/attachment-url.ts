/** Where the main process gives a stored file of a lawyer to this window: on our own origin, with the type found in it. */
export function attachmentUrl(lawyerId: string, attachmentId: string): string {
  return `/attachments/${lawyerId}/${attachmentId}`;
}

export function thumbnailUrl(lawyerId: string, attachmentId: string): string {
  return `${attachmentUrl(lawyerId, attachmentId)}/thumbnail`;
}
